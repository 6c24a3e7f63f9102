package io.weft.node.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long blocks are in their stages, on the clock and on processors. Where stages overlap, the
 * sum of their times is more than what passed.
 */
public final class StageTimers {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5)
  };

  private record Meters(Timer wall, LongAdder cpuNanos) {}

  /** Loaded with the first block rather than with the node: it takes its time. */
  private static final class Processors {
    static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static long cpuNanos(List<Thread> helpers) {
      long sum = THREADS.getCurrentThreadCpuTime();
      for (Thread helper : helpers) {
        sum += Math.max(0, THREADS.getThreadCpuTime(helper.threadId())); // -1 once it has ended
      }
      return sum;
    }
  }

  private final Map<BlockStage, Meters> stages = new EnumMap<>(BlockStage.class);

  StageTimers(MeterRegistry registry) {
    for (BlockStage stage : BlockStage.values()) {
      Timer wall =
          Timer.builder("weft.block.stage")
              .description("how long a block was in a stage")
              .tag("stage", stage.toString())
              .serviceLevelObjectives(BUCKETS)
              .register(registry);
      LongAdder cpuNanos = new LongAdder();
      FunctionCounter.builder("weft.block.stage.cpu", cpuNanos, nanos -> nanos.sum() / 1e9)
          .description("processor time of the threads at work in a stage")
          .baseUnit("seconds")
          .tag("stage", stage.toString())
          .register(registry);
      stages.put(stage, new Meters(wall, cpuNanos));
    }
  }

  /** The calling thread begins with a block's stage; it ends where the result is closed. */
  public Run begin(BlockStage stage) {
    return begin(stage, List.of());
  }

  /**
   * The same for a stage with threads of its own.
   *
   * @param helpers that work for nothing else until the stage ends
   */
  public Run begin(BlockStage stage, List<Thread> helpers) {
    return new Run(meters(stage), helpers, true);
  }

  /**
   * The same for a thread that does a share of what another has begun: its processor time counts.
   */
  public Run share(BlockStage stage) {
    return new Run(meters(stage), List.of(), false);
  }

  private Meters meters(BlockStage stage) {
    Meters meters = stages.get(stage);
    if (meters == null) {
      throw new IllegalStateException("no meters of stage " + stage);
    }
    return meters;
  }

  /** How many blocks went through. */
  public long count(BlockStage stage) {
    return meters(stage).wall.count();
  }

  /** Sum over all blocks so far. */
  public double wallSeconds(BlockStage stage) {
    return meters(stage).wall.totalTime(TimeUnit.NANOSECONDS) / 1e9;
  }

  /** Sum over all blocks so far. */
  public double cpuSeconds(BlockStage stage) {
    return meters(stage).cpuNanos.sum() / 1e9;
  }

  /** A block in a stage, or a share of it; closed by the thread that began it. */
  public static final class Run implements AutoCloseable {
    private final Meters meters;
    private final List<Thread> helpers;
    private final boolean isWhole;
    private final long cpuNanos;
    private final long wallNanos;

    private Run(Meters meters, List<Thread> helpers, boolean isWhole) {
      this.meters = meters;
      this.helpers = helpers;
      this.isWhole = isWhole;
      this.cpuNanos = Processors.cpuNanos(helpers);
      this.wallNanos = System.nanoTime();
    }

    @Override
    public void close() {
      if (isWhole) {
        meters.wall.record(System.nanoTime() - wallNanos, TimeUnit.NANOSECONDS);
      }
      // A helper that ended meanwhile takes its time with it.
      meters.cpuNanos.add(Math.max(0, Processors.cpuNanos(helpers) - cpuNanos));
    }
  }
}
