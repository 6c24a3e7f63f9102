package io.weft.tests.benchmarks;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.evm.precompile.Precompile;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.Hex;
import io.weft.execution.primitives.U256;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Each precompiled contract on an input it accepts and cannot cut short. The price of the same
 * input over the time is the gas a second that a block full of such calls runs at. JMH subclasses
 * it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@org.openjdk.jmh.annotations.Fork(1)
public class PrecompileBenchmark {
  /** What runs: a contract, and how many terms its input has where that varies. */
  public enum Call {
    ECRECOVER(0x01, 1),
    SHA256_1K(0x02, 1),
    RIPEMD160_1K(0x03, 1),
    MODEXP_256_BYTES(0x05, 256),
    MODEXP_1024_BYTES_CUBE(0x05, 1024),
    BN254_ADD(0x06, 1),
    BN254_MUL(0x07, 1),
    BN254_PAIRING_2(0x08, 2),
    BN254_PAIRING_8(0x08, 8),
    BLAKE2F_1000_ROUNDS(0x09, 1),
    POINT_EVALUATION(0x0a, 1),
    G1_ADD(0x0b, 2),
    G1_MSM_16(0x0c, 16),
    G1_MSM_128(0x0c, 128),
    G2_ADD(0x0d, 2),
    G2_MSM_16(0x0e, 16),
    PAIRING_CHECK_2(0x0f, 2),
    MAP_FP_TO_G1(0x10, 1),
    MAP_FP2_TO_G2(0x11, 1),
    P256_VERIFY(0x100, 1);

    final int address;
    final int terms;

    Call(int address, int terms) {
      this.address = address;
      this.terms = terms;
    }
  }

  private static final String BN254_G1 =
      "0000000000000000000000000000000000000000000000000000000000000001"
          + "0000000000000000000000000000000000000000000000000000000000000002";
  private static final String BN254_MINUS_G1 =
      "0000000000000000000000000000000000000000000000000000000000000001"
          + "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd45";
  private static final String BN254_G2 =
      "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
          + "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
          + "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
          + "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa";
  private static final String BLS_G1 =
      "0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0f"
          + "c3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"
          + "0000000000000000000000000000000008b3f481e3aaa0f1a09e30ed741d8ae4"
          + "fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1";
  private static final String BLS_G2 =
      "00000000000000000000000000000000024aa2b2f08f0a91260805272dc51051"
          + "c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"
          + "0000000000000000000000000000000013e02b6052719f607dacd3a088274f65"
          + "596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
          + "000000000000000000000000000000000ce5d527727d6e118cc9cdc6da2e351a"
          + "adfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801"
          + "000000000000000000000000000000000606c4a02ea734cc32acd2b02bc28b99"
          + "cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be";
  private static final String SCALAR =
      "f123456789abcdeff123456789abcdeff123456789abcdeff123456789abcdef";
  private static final String POINT_EVALUATION =
      "01e798154708fe7789429634053cbf9f99b619f9f084048927333fce637f549b"
          + "564c0a11a0f704f4fc3e8acfe0f8245f0ad1347b378fbf96e206da11a5d36306"
          + "24d25032e67a7e6a4910df5834b8fe70e6bcfeeac0352434196bdf4b2485d5a1"
          + "8f59a8d2a1a625a17f3fea0fe5eb8c896db3764f3185481bc22f91b4aaffcca2"
          + "5f26936857bc3a7c2539ea8ec3a952b7873033e038326e87ed3e1276fd140253"
          + "fa08e9fc25fb2d9a98527fc22a2c9612fbeafdad446cbc7bcdbdcd780af2c16a";
  private static final String P256 =
      "4cee90eb86eaa050036147a12d49004b6b9c72bd725d39d4785011fe190f0b4d"
          + "a73bd4903f0ce3b639bbbf6e8e80d16931ff4bcf5993d58468e8fb19086e8cac"
          + "36dbcd03009df8c59286b162af3bd7fcc0450c9aa81be5d10d312af6c66b1d60"
          + "4aebd3099c618202fcfe16ae7770b0c49ab5eadf74b754204a3bb6060e44eff3"
          + "7618b065f9832de4ca6ca971a7a1adc826d0f7c00181a5fb2ddf79ae00b4e10e";

  @Param private Call call = Call.ECRECOVER;

  private @Nullable Precompile contract;
  private byte[] input = new byte[0];

  @Setup
  public void prepare() {
    contract = PrecompiledContracts.of(Fork.OSAKA).at(Address.of(call.address));
    input = input(call);
    byte[] output = run();
    if (output == null || output.length == 0) {
      throw new IllegalStateException("the input is not valid: " + call);
    }
    long gas = Objects.requireNonNull(contract).gas(input, 0, input.length);
    System.out.println(call + " costs " + gas + " gas");
  }

  @Benchmark
  public byte @Nullable [] run() {
    return Objects.requireNonNull(contract).run(input, 0, input.length);
  }

  private static byte[] input(Call call) {
    return switch (call) {
      case ECRECOVER -> ecrecover();
      case SHA256_1K, RIPEMD160_1K -> random(1024);
      case MODEXP_256_BYTES -> modexp(call.terms, random(call.terms));
      case MODEXP_1024_BYTES_CUBE -> modexp(call.terms, new byte[] {3});
      case BN254_ADD -> Hex.decode(BN254_G1 + BN254_G1);
      case BN254_MUL -> Hex.decode(BN254_G1 + SCALAR);
      case BN254_PAIRING_2, BN254_PAIRING_8 ->
          Hex.decode((BN254_G1 + BN254_G2 + BN254_MINUS_G1 + BN254_G2).repeat(call.terms / 2));
      case BLAKE2F_1000_ROUNDS -> blake2f(1000);
      case POINT_EVALUATION -> Hex.decode(POINT_EVALUATION);
      case G1_ADD -> Hex.decode(BLS_G1.repeat(call.terms));
      case G1_MSM_16, G1_MSM_128 -> Hex.decode((BLS_G1 + SCALAR).repeat(call.terms));
      case G2_ADD -> Hex.decode(BLS_G2.repeat(call.terms));
      case G2_MSM_16 -> Hex.decode((BLS_G2 + SCALAR).repeat(call.terms));
      case PAIRING_CHECK_2 -> Hex.decode((BLS_G1 + BLS_G2).repeat(call.terms));
      case MAP_FP_TO_G1 -> Arrays.copyOf(Hex.decode(BLS_G1), 64);
      case MAP_FP2_TO_G2 -> Arrays.copyOf(Hex.decode(BLS_G2), 128);
      case P256_VERIFY -> Hex.decode(P256);
    };
  }

  private static byte[] ecrecover() {
    Hash32 hash = Keccak256.hash32(new byte[] {1});
    Signature signature = Secp256k1.sign(hash, U256.of(7).toBytes32());
    byte[] input = new byte[128];
    hash.copyTo(input, 0);
    input[63] = (byte) (27 + signature.yParity());
    signature.r().copyTo(input, 64);
    signature.s().copyTo(input, 96);
    return input;
  }

  private static byte[] blake2f(int rounds) {
    byte[] input = Arrays.copyOf(random(212), 213);
    input[0] = (byte) (rounds >>> 24);
    input[1] = (byte) (rounds >>> 16);
    input[2] = (byte) (rounds >>> 8);
    input[3] = (byte) rounds;
    return input;
  }

  private static byte[] modexp(int size, byte[] exponent) {
    byte[] input = new byte[96 + 2 * size + exponent.length];
    U256.of(size).copyTo(input, 0);
    U256.of(exponent.length).copyTo(input, 32);
    U256.of(size).copyTo(input, 64);
    byte[] numbers = random(2 * size);
    numbers[2 * size - 1] |= 1;
    System.arraycopy(numbers, 0, input, 96, size);
    System.arraycopy(exponent, 0, input, 96 + size, exponent.length);
    System.arraycopy(numbers, size, input, 96 + size + exponent.length, size);
    return input;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
