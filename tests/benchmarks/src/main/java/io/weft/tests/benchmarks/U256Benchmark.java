package io.weft.tests.benchmarks;

import io.weft.execution.primitives.U256;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 256-bit arithmetic of balances and prices, not the interpreter's. JMH subclasses it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class U256Benchmark {

  /** Fields, and not final: a constant would be folded away. */
  private U256 wide =
      U256.fromHex("0xf3a1c5d2e4b6879a0b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f506172");

  private U256 half = U256.fromHex("0x8394a5b6c7d8e9fa0b1c2d3e4f506172");
  private U256 gas = U256.of(21_000);

  @Benchmark
  public U256 add() {
    return wide.add(half);
  }

  @Benchmark
  public U256 multiplyWide() {
    return wide.multiply(half);
  }

  @Benchmark
  public U256 multiplyByGas() {
    return half.multiply(gas);
  }

  @Benchmark
  public U256 divideWide() {
    return wide.divide(half);
  }

  @Benchmark
  public U256 divideByWord() {
    return wide.divide(gas);
  }
}
