package io.weft.node.cli.evm.t8n;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.node.cli.evm.FixtureJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of JSON in and out, failing with the tools' exit codes. */
final class ToolFiles {
  /** Names the standard input. */
  static final String STDIN = "stdin";

  private static final ObjectWriter INDENTED =
      FixtureJson.MAPPER.writer(
          new DefaultPrettyPrinter()
              .withSeparators(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                      .withArrayEmptySeparator("")
                      .withObjectEmptySeparator(""))
              .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

  private ToolFiles() {}

  static JsonNode read(String file) {
    if (file.equals(STDIN)) {
      return parse(file, System.in);
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return parse(file, in);
    } catch (IOException e) {
      throw new TransitionFailure(TransitionFailure.IO, "failed reading file " + file + ": " + e);
    }
  }

  /** An input that is a member of the object on standard input. */
  static JsonNode member(JsonNode piped, String name) {
    if (!piped.hasNonNull(name)) {
      throw new TransitionFailure(TransitionFailure.JSON, "stdin: missing member '" + name + "'");
    }
    return piped.get(name);
  }

  static JsonNode parse(String name, String text) {
    return parse(name, new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static JsonNode parse(String name, InputStream in) {
    try {
      return FixtureJson.MAPPER.readTree(in);
    } catch (JsonProcessingException e) {
      throw new TransitionFailure(
          TransitionFailure.JSON, "failed unmarshaling " + name + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new TransitionFailure(TransitionFailure.IO, "failed reading " + name + ": " + e);
    }
  }

  static void write(Path file, JsonNode json) {
    try {
      Files.writeString(file, INDENTED.writeValueAsString(json));
    } catch (IOException e) {
      throw new TransitionFailure(TransitionFailure.IO, "failed writing " + file + ": " + e);
    }
  }

  /** Prints an object, unless it has nothing to tell. */
  static void print(ObjectNode json, PrintWriter out) {
    if (json.isEmpty()) {
      return;
    }
    try {
      out.println(INDENTED.writeValueAsString(json));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  /** The folder, made where it is not there. */
  static Path folder(Path folder) {
    try {
      return folder.toString().isEmpty() ? folder : Files.createDirectories(folder);
    } catch (IOException e) {
      throw new TransitionFailure(TransitionFailure.IO, "failed creating " + folder + ": " + e);
    }
  }
}
