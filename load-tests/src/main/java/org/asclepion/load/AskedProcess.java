package org.asclepion.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of ours that answers each line with a line. It ends when it is closed, and also when
 * its parent ends without closing it, because it reads from it. Blocking; one thread.
 */
public final class AskedProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 3;
  private static final String READY = "port ";

  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;
  private final String ready;

  /**
   * Starts it and waits for its first line, which must begin with "port ".
   *
   * @param name what errors call it
   */
  public AskedProcess(String name, List<String> line) throws IOException {
    this.name = name;
    process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    String first = answers.readLine();
    if (first == null || !first.startsWith(READY)) {
      close();
      throw new IOException("the " + name + " did not start: " + first);
    }
    ready = first.substring(READY.length());
  }

  /** The command that runs this JVM. */
  public static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  /** What its first line said behind "port ". */
  public String ready() {
    return ready;
  }

  /** Its folder in /proc. */
  public Path folder() {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  public String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the " + name + " has gone");
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
