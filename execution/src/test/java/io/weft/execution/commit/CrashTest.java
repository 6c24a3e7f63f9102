package io.weft.execution.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chain.ChainView;
import io.weft.execution.state.StateDiff;
import io.weft.execution.store.RocksDbStore;
import io.weft.execution.store.StoreOptions;
import io.weft.execution.types.Block;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that commits blocks is killed in the middle, again and again. */
class CrashTest {
  private static final int ROUNDS = 6;

  @TempDir Path directory;

  /** Commits blocks for ever; says a number once its block is committed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
      RocksDbStore store = RocksDbStore.open(Path.of(args[0]), StoreOptions.SMALL);
      Committer committer =
          ChainStart.open(store, 1, StateDiff.EMPTY, TestBlocks::genesis, new byte[0]);
      ModelState model = modelAt(committer.head().number());
      while (true) {
        long number = committer.head().number() + 1;
        ChainView head = committer.head();
        StateCommitment state = committer.stateAfter(head, change(model, number));
        Block block = TestBlocks.next(head, state.stateRoot(), 50);
        committer.commit(block, TestBlocks.receipts(block), null, state);
        out.println(number);
      }
    }
  }

  /** What block {@code number} changes, whoever asks. */
  private static StateDiff change(ModelState model, long number) {
    return model.change(new Random(number), 25);
  }

  private static ModelState modelAt(long number) {
    ModelState model = new ModelState();
    for (long i = 1; i <= number; i++) {
      change(model, i);
    }
    return model;
  }

  @Test
  @Timeout(180)
  void killedCommitterLosesNothingItAcknowledged() throws IOException, InterruptedException {
    long seed = 20;
    Random random = new Random(seed);
    long acknowledged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged = runAndKill(acknowledged + 5 + random.nextInt(60));
      try (RocksDbStore store = RocksDbStore.open(directory, StoreOptions.SMALL)) {
        assertThat(ChainVerifier.verify(store, ChainVerifier.Progress.NONE))
            .as("seed %s round %s", seed, round)
            .isEmpty();
        Committer committer =
            ChainStart.open(store, 1, StateDiff.EMPTY, TestBlocks::genesis, new byte[0]);
        ChainView head = committer.head();
        assertThat(head.number()).isGreaterThanOrEqualTo(acknowledged);
        assertThat(head.stateRoot()).isEqualTo(modelAt(head.number()).root());
        acknowledged = head.number();
      }
    }
  }

  /** Lets a writer go on to {@code last}, kills it, and returns the last number it said. */
  private long runAndKill(long last) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long said = 0;
    try (BufferedReader out = writer.inputReader(StandardCharsets.US_ASCII)) {
      while (said < last) {
        String line = out.readLine();
        assertThat(line).as("writer goes on until it is killed").isNotNull();
        said = Long.parseLong(line);
      }
      writer.destroyForcibly();
      said = Math.max(said, lastOf(out));
    }
    assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  /** What was said between the last line read and the kill. */
  private static long lastOf(BufferedReader out) {
    try {
      return out.lines().filter(line -> !line.isEmpty()).mapToLong(Long::parseLong).max().orElse(0);
    } catch (UncheckedIOException e) {
      return 0; // the pipe broke with the process
    }
  }
}
