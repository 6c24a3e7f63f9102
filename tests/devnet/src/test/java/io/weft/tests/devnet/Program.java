package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run of a client program to its end: arguments in, exit code and both outputs out. The outputs
 * are files under {@code target/devnet/programs}, so that a failure can be read afterwards.
 */
final class Program {

  private static final AtomicInteger RUNS = new AtomicInteger();

  private final String name;
  private final Map<String, String> environment = new HashMap<>(Clients.environment());
  private Path directory = Clients.WORK;
  private Duration limit = Duration.ofSeconds(60);

  private Program(String name) {
    this.name = name;
  }

  static Program named(String name) {
    return new Program(name);
  }

  /** Lets it talk to a node, and find the compiled contracts. */
  Program against(DevNode node) {
    environment.put("DEVNET_RPC", node.http().toString());
    environment.put("DEVNET_CONTRACTS", Clients.contracts().toString());
    environment.put("ETH_RPC_URL", node.http().toString());
    return this;
  }

  Program in(Path workingDirectory) {
    directory = workingDirectory;
    return this;
  }

  Program within(Duration time) {
    limit = time;
    return this;
  }

  Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Outcome run(List<String> command) {
    try {
      Path outputs = Files.createDirectories(Clients.WORK.resolve("programs"));
      Files.createDirectories(directory);
      String file = "%s-%d".formatted(name, RUNS.incrementAndGet());
      Path out = outputs.resolve(file + ".out");
      Path err = outputs.resolve(file + ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      return new Outcome(
          String.join(" ", command),
          ended ? process.exitValue() : Outcome.OUT_OF_TIME,
          Files.readString(out),
          Files.readString(err));
    } catch (IOException cause) {
      throw new UncheckedIOException("cannot run " + command, cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, cause);
    }
  }

  /** How it ended. */
  record Outcome(String command, int exitCode, String out, String err) {

    private static final int OUT_OF_TIME = -1;

    boolean isOutOfTime() {
      return exitCode == OUT_OF_TIME;
    }

    Outcome succeeded() {
      assertThat(exitCode).as(this::report).isZero();
      return this;
    }

    Outcome failed() {
      assertThat(exitCode).as(this::report).isPositive();
      return this;
    }

    String line() {
      return out.strip();
    }

    private String report() {
      return "%s%n%s%n%s".formatted(command, tail(out), tail(err));
    }

    private static String tail(String text) {
      return text.substring(Math.max(0, text.length() - 4000)).strip();
    }
  }
}
