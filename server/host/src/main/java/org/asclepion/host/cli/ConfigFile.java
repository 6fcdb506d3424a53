package org.asclepion.host.cli;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.asclepion.host.ops.ConfigurationFault;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * A YAML file whose keys are a command's options without their dashes: {@code port: 8443}. What the
 * command line says goes before what the file says. Read once, at start.
 */
final class ConfigFile implements IDefaultValueProvider {
  private static final String OPTION = "--config";
  private static final int MAX_CHARACTERS = 64 * 1024;

  /** What makes no sense inside the file, or would hide in it. */
  private static final Set<String> NOT_IN_FILE = Set.of("config", "help", "version");

  private final Map<String, String> values;

  private ConfigFile(Map<String, String> values) {
    this.values = values;
  }

  /** The file that the arguments name, or null; looked for before picocli reads them. */
  static @Nullable Path named(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith(OPTION + "=")) {
        return Path.of(args[i].substring(OPTION.length() + 1));
      }
      if (args[i].equals(OPTION) && i + 1 < args.length) {
        return Path.of(args[i + 1]);
      }
    }
    return null;
  }

  static ConfigFile read(Path file, Class<?> command) throws ConfigurationFault {
    String text = NamedFile.text(file, OPTION);
    Set<String> keys = keys(command);
    Map<String, String> values = new TreeMap<>();
    for (NodeTuple entry : entries(file, text)) {
      String key = scalar(file, entry.getKeyNode());
      if (!keys.contains(key)) {
        throw new ConfigurationFault(
            at(file, entry.getKeyNode())
                + "there is no key \""
                + key
                + "\": use one of "
                + String.join(", ", keys));
      }
      if (values.put(key, value(file, entry.getValueNode())) != null) {
        throw new ConfigurationFault(
            at(file, entry.getKeyNode()) + "\"" + key + "\" is there twice: remove one of them");
      }
    }
    return new ConfigFile(values);
  }

  private static Set<String> keys(Class<?> command) {
    Set<String> keys = new TreeSet<>();
    for (Field field : command.getDeclaredFields()) {
      Option option = field.getAnnotation(Option.class);
      if (option != null) {
        keys.add(option.names()[0].substring(2));
      } else if (field.isAnnotationPresent(Mixin.class)) {
        keys.addAll(keys(field.getType()));
      }
    }
    keys.removeAll(NOT_IN_FILE);
    return keys;
  }

  private static List<NodeTuple> entries(Path file, String text) throws ConfigurationFault {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file.toString())
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(MAX_CHARACTERS)
            .build();
    Optional<Node> root;
    try {
      root = new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> place(file, mark)).orElse(file + ": ");
      throw new ConfigurationFault(line + e.getProblem() + ": correct the YAML");
    } catch (YamlEngineException e) {
      throw new ConfigurationFault(file + ": " + e.getMessage() + ": correct the YAML");
    }
    if (root.isEmpty()) {
      return List.of();
    }
    if (root.get() instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    throw new ConfigurationFault(at(file, root.get()) + "write lines such as \"port: 8443\"");
  }

  private static String value(Path file, Node node) throws ConfigurationFault {
    if (!(node instanceof SequenceNode list)) {
      return scalar(file, node);
    }
    List<String> parts = new ArrayList<>();
    for (Node part : list.getValue()) {
      parts.add(scalar(file, part));
    }
    return String.join(",", parts);
  }

  private static String scalar(Path file, Node node) throws ConfigurationFault {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new ConfigurationFault(at(file, node) + "a plain value is needed here");
  }

  private static String at(Path file, Node node) {
    return node.getStartMark().map(mark -> place(file, mark)).orElse(file + ": ");
  }

  private static String place(Path file, Mark mark) {
    return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) + ": ";
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? values.get(option.longestName().substring(2))
        : null;
  }
}
