package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.EvmHarness;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Every arithmetic instruction against BigInteger, on operands that lie on the edges of limbs. */
class ArithmeticTest {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private record Operation(int opcode, int operands, Function<BigInteger[], BigInteger> meaning) {}

  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation(ADD, 2, x -> x[0].add(x[1])),
          new Operation(MUL, 2, x -> x[0].multiply(x[1])),
          new Operation(SUB, 2, x -> x[0].subtract(x[1])),
          new Operation(DIV, 2, x -> orZero(x[1], () -> x[0].divide(x[1]))),
          new Operation(MOD, 2, x -> orZero(x[1], () -> x[0].mod(x[1]))),
          new Operation(SDIV, 2, x -> orZero(x[1], () -> signed(x[0]).divide(signed(x[1])))),
          new Operation(SMOD, 2, x -> orZero(x[1], () -> signed(x[0]).remainder(signed(x[1])))),
          new Operation(ADDMOD, 3, x -> orZero(x[2], () -> x[0].add(x[1]).mod(x[2]))),
          new Operation(MULMOD, 3, x -> orZero(x[2], () -> x[0].multiply(x[1]).mod(x[2]))),
          new Operation(EXP, 2, x -> x[0].modPow(x[1], MODULUS)),
          new Operation(SIGNEXTEND, 2, x -> signExtend(x[0], x[1])),
          new Operation(LT, 2, x -> truth(x[0].compareTo(x[1]) < 0)),
          new Operation(GT, 2, x -> truth(x[0].compareTo(x[1]) > 0)),
          new Operation(SLT, 2, x -> truth(signed(x[0]).compareTo(signed(x[1])) < 0)),
          new Operation(SGT, 2, x -> truth(signed(x[0]).compareTo(signed(x[1])) > 0)),
          new Operation(EQ, 2, x -> truth(x[0].equals(x[1]))),
          new Operation(ISZERO, 1, x -> truth(x[0].signum() == 0)),
          new Operation(AND, 2, x -> x[0].and(x[1])),
          new Operation(OR, 2, x -> x[0].or(x[1])),
          new Operation(XOR, 2, x -> x[0].xor(x[1])),
          new Operation(NOT, 1, x -> x[0].not()),
          new Operation(
              BYTE,
              2,
              x ->
                  x[0].bitLength() > 5
                      ? BigInteger.ZERO
                      : x[1].shiftRight(8 * (31 - x[0].intValue())).and(BigInteger.valueOf(255))),
          new Operation(
              SHL,
              2,
              x -> x[0].bitLength() > 8 ? BigInteger.ZERO : x[1].shiftLeft(x[0].intValue())),
          new Operation(
              SHR,
              2,
              x -> x[0].bitLength() > 8 ? BigInteger.ZERO : x[1].shiftRight(x[0].intValue())),
          new Operation(
              SAR, 2, x -> signed(x[1]).shiftRight(x[0].bitLength() > 8 ? 256 : x[0].intValue())),
          new Operation(CLZ, 1, x -> BigInteger.valueOf(256 - x[0].bitLength())));

  @Test
  void everyOperationAgreesWithBigInteger() {
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (Operation operation : OPERATIONS) {
      Bytecode code = new Bytecode();
      for (int i = operation.operands - 1; i >= 0; i--) {
        code.push(32L * i).op(CALLDATALOAD);
      }
      EvmHarness harness =
          EvmHarness.running(Fork.OSAKA, code.op(operation.opcode).returnTop().build());
      for (int round = 0; round < 3000; round++) {
        BigInteger[] x = new BigInteger[operation.operands];
        Bytes input = Bytes.EMPTY;
        for (int i = 0; i < x.length; i++) {
          x[i] = operand(random);
          input = input.concat(Bytes.wrap(U256.from(x[i]).toBytes32()));
        }
        U256 expected = U256.from(operation.meaning.apply(x).mod(MODULUS));
        for (Tracer tracer : new Tracer[] {null, new Tracer() {}}) {
          Bytes output = harness.call(EvmHarness.GAS, input, tracer).output();
          assertThat(U256.fromBytes(output))
              .as("%s of %s, seed %s", Opcode.name(operation.opcode), List.of(x), seed)
              .isEqualTo(expected);
        }
      }
    }
  }

  /** Numbers of any length, and those whose limbs are all ones, all zeros or differ by one. */
  private static BigInteger operand(Random random) {
    BigInteger value =
        switch (random.nextInt(4)) {
          case 0 -> new BigInteger(random.nextInt(257), random);
          case 1 -> BigInteger.ONE.shiftLeft(random.nextInt(256));
          case 2 -> BigInteger.valueOf(random.nextInt(300));
          default -> {
            BigInteger limbs = BigInteger.ZERO;
            for (int i = 0; i < 4; i++) {
              long limb =
                  switch (random.nextInt(5)) {
                    case 0 -> 0;
                    case 1 -> -1;
                    case 2 -> Long.MIN_VALUE;
                    case 3 -> random.nextInt(3);
                    default -> random.nextLong();
                  };
              limbs = limbs.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(limb)));
            }
            yield limbs;
          }
        };
    return value.add(BigInteger.valueOf(random.nextInt(3) - 1)).mod(MODULUS);
  }

  private static BigInteger orZero(BigInteger divisor, Supplier<BigInteger> result) {
    return divisor.signum() == 0 ? BigInteger.ZERO : result.get();
  }

  private static BigInteger signed(BigInteger x) {
    return x.testBit(255) ? x.subtract(MODULUS) : x;
  }

  private static BigInteger signExtend(BigInteger index, BigInteger x) {
    if (index.bitLength() > 5 || index.intValue() > 30) {
      return x;
    }
    int bit = 8 * index.intValue() + 7;
    BigInteger low = x.mod(BigInteger.ONE.shiftLeft(bit + 1));
    return x.testBit(bit) ? low.subtract(BigInteger.ONE.shiftLeft(bit + 1)) : low;
  }

  private static BigInteger truth(boolean value) {
    return value ? BigInteger.ONE : BigInteger.ZERO;
  }
}
