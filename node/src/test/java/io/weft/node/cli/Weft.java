package io.weft.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The command line without a process: what it prints and the code it ends with. */
public final class Weft {
  private Weft() {}

  /** How a command ended. */
  public record Outcome(int exitCode, String out, String err) {
    public Outcome succeeded() {
      assertThat(exitCode).as(out + err).isZero();
      return this;
    }

    /** It could not do what it was asked, and says so in one line. */
    public String failure() {
      return oneLine(1);
    }

    /** It was asked wrongly, and says so in one line. */
    public String badUsage() {
      return oneLine(2);
    }

    private String oneLine(int code) {
      assertThat(exitCode).as(out + err).isEqualTo(code);
      assertThat(err.strip()).isNotEmpty().hasLineCount(1).doesNotContain("Exception");
      return err.strip();
    }

    /** The value beside a label. */
    public String fact(String label) {
      return out.lines()
          .filter(line -> line.startsWith(label + " "))
          .map(line -> line.substring(label.length()).strip())
          .findFirst()
          .orElseThrow(() -> new AssertionError("no '" + label + "' in:\n" + out));
    }

    public JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError("not one JSON value: " + out, e);
      }
    }
  }

  public static Outcome run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        WeftCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    return new Outcome(exitCode, out.toString(), err.toString());
  }
}
