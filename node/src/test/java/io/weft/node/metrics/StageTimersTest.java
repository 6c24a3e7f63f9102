package io.weft.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StageTimersTest {
  private final NodeMetrics metrics = new NodeMetrics();

  @Test
  void stageIsExportedWithItsHistogramAndProcessorTime() {
    try (var _ = metrics.stages().begin(BlockStage.PERSIST)) {
      assertThat(metrics.stages().count(BlockStage.PERSIST)).isZero();
    }
    assertThat(metrics.scrape())
        .contains("weft_block_stage_seconds_count{stage=\"persist\"} 1")
        .contains("weft_block_stage_seconds_bucket{stage=\"persist\",le=\"0.001\"}")
        .contains("weft_block_stage_cpu_seconds_total{stage=\"persist\"}")
        .contains("weft_block_stage_seconds_count{stage=\"publish\"} 0");
  }

  @Test
  void idleWorkersAreExportedInSeconds() {
    metrics.countIdle(() -> 1_500_000_000L);
    assertThat(metrics.scrape()).contains("weft_worker_idle_seconds_total 1.5");
  }

  @Test
  void workOfHelpersCountsAsTheStagesOwn() throws InterruptedException {
    CountDownLatch worked = new CountDownLatch(1);
    CountDownLatch measured = new CountDownLatch(1);
    Thread helper = Thread.ofPlatform().daemon().unstarted(() -> work(worked, measured));
    try (var _ = metrics.stages().begin(BlockStage.EXECUTE, List.of(helper))) {
      helper.start();
      assertThat(worked.await(10, TimeUnit.SECONDS)).isTrue();
    }
    measured.countDown();
    assertThat(metrics.stages().cpuSeconds(BlockStage.EXECUTE)).isGreaterThan(0.015);
  }

  @Test
  void sharesAddProcessorTimeButNoBlock() {
    try (var _ = metrics.stages().share(BlockStage.PREFETCH)) {
      spin();
    }
    assertThat(metrics.stages().count(BlockStage.PREFETCH)).isZero();
    assertThat(metrics.stages().cpuSeconds(BlockStage.PREFETCH)).isGreaterThan(0.015);
  }

  /** Works, tells so, and stays to be asked how long it took. */
  private static void work(CountDownLatch worked, CountDownLatch measured) {
    spin();
    worked.countDown();
    try {
      assertThat(measured.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Uses a processor for twenty milliseconds. */
  private static void spin() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + 20_000_000;
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
