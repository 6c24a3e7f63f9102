package io.weft.tests.benchmarks;

import io.weft.execution.crypto.Keccak256;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Keccak-256 of a storage key, a mapping's key, a branch node and the largest code. JMH subclasses
 * it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class KeccakBenchmark {

  @Param({"32", "64", "532", "24576"})
  private int length;

  private byte[] input = new byte[0];
  private final byte[] output = new byte[32];

  @Setup
  public void fill() {
    input = new byte[length];
    for (int i = 0; i < length; i++) {
      input[i] = (byte) (31 * i + 7);
    }
  }

  @Benchmark
  public byte[] hash() {
    Keccak256.hash(input, 0, length, output, 0);
    return output;
  }
}
