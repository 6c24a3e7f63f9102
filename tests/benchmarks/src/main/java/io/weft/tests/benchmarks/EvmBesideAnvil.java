package io.weft.tests.benchmarks;

import io.weft.execution.primitives.Bytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The interpreter beside anvil's {@code eth_call}: the same code, call data, state and gas, both
 * warm, one call of each in turn, medians. What anvil takes for an empty call, that is its HTTP and
 * the making of an environment, is taken off its times.
 *
 * <p>Both are told as time on a processor, which bears other work on the machine, and as time on
 * the clock, which does not.
 *
 * <p>Arguments: the anvil binary, the archive {@code evm-bench.tar.zst}, how many seconds each
 * workload is measured for (default 6), and where only some are wanted what is in their names.
 * Linux only.
 */
public final class EvmBesideAnvil {
  private static final int FEWEST_ROUNDS = 9;
  private static final int MOST_ROUNDS = 10_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private EvmBesideAnvil() {}

  /** Nanoseconds on a processor and on the clock, round by round. */
  private static final class Times {
    private final long[] cpu = new long[MOST_ROUNDS];
    private final long[] clock = new long[MOST_ROUNDS];
    private int count;

    void add(long cpuNanos, long clockNanos) {
      cpu[count] = cpuNanos;
      clock[count++] = clockNanos;
    }

    double cpuMillis() {
      return median(cpu);
    }

    double clockMillis() {
      return median(clock);
    }

    private double median(long[] nanos) {
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return sorted[count / 2] / 1e6;
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<CallWorkload> workloads = CallWorkload.all(Path.of(arguments[1]));
    long nanos = (arguments.length > 2 ? Long.parseLong(arguments[2]) : 6) * 1_000_000_000L;
    String wanted = arguments.length > 3 ? arguments[3] : "";
    System.out.println(
        "| workload | gas | Weft, CPU ms | Mgas per CPU s | anvil, CPU ms | Weft / anvil, CPU |"
            + " clock ms | anvil | Weft / anvil |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    try (AnvilProcess anvil = AnvilProcess.start(Path.of(arguments[0]))) {
      for (CallWorkload workload : workloads) {
        if (workload.name().contains(wanted)) {
          measure(workload, anvil, nanos);
        }
      }
    }
  }

  private static void measure(CallWorkload workload, AnvilProcess anvil, long nanos)
      throws IOException, InterruptedException {
    anvil.install(workload);
    CallRun run = new CallRun(workload);
    Bytes ours = run.call();
    Bytes theirs = anvil.call(workload);
    if (!ours.equals(theirs)) {
      throw new IllegalStateException(
          workload.name() + ": Weft returned " + ours + ", anvil " + theirs);
    }
    long warm = System.nanoTime() + nanos / 2;
    while (System.nanoTime() < warm) {
      run.call();
      anvil.call(workload);
    }
    Times weft = new Times();
    Times other = new Times();
    Times empty = new Times();
    long end = System.nanoTime() + nanos;
    while (weft.count < MOST_ROUNDS && (weft.count < FEWEST_ROUNDS || System.nanoTime() < end)) {
      long cpu = THREADS.getCurrentThreadCpuTime();
      long clock = System.nanoTime();
      run.call();
      long done = System.nanoTime();
      weft.add(THREADS.getCurrentThreadCpuTime() - cpu, done - clock);
      time(anvil, other, () -> anvil.call(workload));
      time(anvil, empty, () -> anvil.callNobody(workload));
    }
    double cpu = other.cpuMillis() - empty.cpuMillis();
    double clock = other.clockMillis() - empty.clockMillis();
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %.3f | %,.0f | %.3f | %.2f | %.3f | %.3f | %.2f |%n",
        workload.name(),
        run.gasUsed(),
        weft.cpuMillis(),
        run.gasUsed() / 1e3 / weft.cpuMillis(),
        cpu,
        weft.cpuMillis() / cpu,
        weft.clockMillis(),
        clock,
        weft.clockMillis() / clock);
  }

  private interface Call {
    Bytes run() throws IOException, InterruptedException;
  }

  private static void time(AnvilProcess anvil, Times times, Call call)
      throws IOException, InterruptedException {
    long cpu = anvil.cpuNanos();
    long clock = System.nanoTime();
    call.run();
    long done = System.nanoTime();
    times.add(anvil.cpuNanos() - cpu, done - clock);
  }
}
