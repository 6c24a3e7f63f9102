package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * How long a start takes and how much memory an idle node holds: printed, and bounded only so far
 * that a slow machine passes.
 */
@NeedsClients
@Isolated
final class StartTest {

  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path directory;

  @Test
  void startsFastAndStaysSmall() {
    DevNode.startEphemeral().close(); // builds and fills the page cache
    Duration first = startAndStop("first start");
    Duration later = startAndStop("later start");
    assertThat(first).isLessThan(Duration.ofSeconds(8));
    assertThat(later).isLessThan(Duration.ofSeconds(8));
  }

  private Duration startAndStop(String what) {
    try (DevNode node = DevNode.start(directory)) {
      long mebibytes = node.residentBytes() / MEBIBYTE;
      System.out.printf(
          "%s: first answer after %d ms, %d MiB resident%n",
          what, node.startTime().toMillis(), mebibytes);
      assertThat(mebibytes).isLessThan(600);
      node.interrupt();
      return node.startTime();
    }
  }
}
