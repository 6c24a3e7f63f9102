package io.weft.tests.benchmarks;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The sender of a transaction from its signature, by the library chosen at start. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SenderRecoveryBenchmark {

  private Hash32 hash = Keccak256.hash32(new byte[] {1, 2, 3});
  private Signature signature = Secp256k1.sign(hash, Keccak256.hash(new byte[] {4, 5, 6}));

  @Benchmark
  public @Nullable Address recover() {
    return Secp256k1.recover(hash, signature.r(), signature.s(), signature.yParity());
  }
}
