package org.asclepion.protocol;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import java.util.stream.Stream;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Event;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.ScopeOuterClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A component or event that does not say who it is for must not get into the protocol. */
final class ScopeOptionTest {
  static Stream<FieldDescriptor> replicated() {
    return Stream.of(Component.getDescriptor(), Event.getDescriptor())
        .map(message -> message.getOneofs().getFirst())
        .flatMap(oneof -> oneof.getFields().stream());
  }

  @ParameterizedTest
  @MethodSource("replicated")
  void saysWhoItIsFor(FieldDescriptor field) {
    Descriptor message = field.getMessageType();
    List<ScopeKind> scopes = message.getOptions().getExtension(ScopeOuterClass.scopes);
    assertFalse(scopes.isEmpty(), message.getFullName() + " has no (asclepion.v1.scopes) option");
    assertTrue(
        scopes.stream().noneMatch(kind -> kind == ScopeKind.SCOPE_KIND_UNSPECIFIED),
        message.getFullName() + " names no kind of scope");
  }
}
