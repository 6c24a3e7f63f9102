package io.weft.execution.evm.precompile;

import io.weft.execution.primitives.U256;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * 0x05: base to the power of exponent, modulo modulus (EIP-198). Input: the three lengths, a word
 * each, then the three numbers; output: as long as the modulus.
 *
 * <p>The numbers count as followed by zeros without end, so a short input may announce a long
 * number. Neither the price nor the computation reserves memory for such zeros, except in the
 * output and modulus, whose length the price has squared.
 */
final class ModExp implements Precompile {
  /** The price of each era: complexity of one multiplication times their number, divided. */
  enum Pricing {
    /** EIP-198. */
    BYZANTIUM(0, 20, 8, Integer.MAX_VALUE) {
      @Override
      long multiplication(long size) {
        if (size <= 64) {
          return size * size;
        }
        return size <= 1024
            ? size * size / 4 + 96 * size - 3072
            : size * size / 16 + 480 * size - 199_680;
      }
    },
    /** EIP-2565. */
    BERLIN(200, 3, 8, Integer.MAX_VALUE) {
      @Override
      long multiplication(long size) {
        long words = (size + 7) / 8;
        return words * words;
      }
    },
    /** EIP-7883, with the bound of EIP-7823 on each length. */
    OSAKA(500, 1, 16, 1024) {
      @Override
      long multiplication(long size) {
        long words = (size + 7) / 8;
        return size <= 32 ? 16 : 2 * words * words;
      }
    };

    final long minimum;
    final long divisor;
    final long iterationsPerByte;
    final int maxLength;

    Pricing(long minimum, long divisor, long iterationsPerByte, int maxLength) {
      this.minimum = minimum;
      this.divisor = divisor;
      this.iterationsPerByte = iterationsPerByte;
      this.maxLength = maxLength;
    }

    /** The complexity of multiplying numbers of {@code size} bytes, which fits 31 bits. */
    abstract long multiplication(long size);
  }

  private static final int HEADER = 96;
  private static final byte[] EMPTY = new byte[0];

  /** A modPow's exponent is kept to this many bits where the input leaves out its zeros. */
  private static final int MAX_STEP = 8192;

  private static final int SMALL_EXPONENT_BITS = 2;

  private final Pricing pricing;

  ModExp(Pricing pricing) {
    this.pricing = pricing;
  }

  @Override
  public String name() {
    return "MODEXP";
  }

  @Override
  public long gas(byte[] input, int offset, int length) {
    byte[] header = Input.padded(input, offset, length, 0, HEADER);
    long baseLength = lengthAt(header, 0);
    long exponentLength = lengthAt(header, 32);
    long modulusLength = lengthAt(header, 64);
    long size = Math.max(baseLength, modulusLength);
    if (size > pricing.maxLength
        || (pricing.maxLength < Integer.MAX_VALUE && exponentLength > pricing.maxLength)) {
      return Long.MAX_VALUE;
    }
    long multiplication = pricing.multiplication(size);
    if (multiplication == 0) {
      return pricing.minimum;
    }
    int headLength = (int) Math.min(32, exponentLength);
    byte[] head = Input.padded(input, offset, length, HEADER + baseLength, headLength);
    long iterations = Math.max(0, U256.fromBytes(head).bitLength() - 1L);
    if (exponentLength > 32) {
      iterations =
          saturatedSum(
              iterations, saturatedProduct(pricing.iterationsPerByte, exponentLength - 32));
    }
    long cost = saturatedProduct(multiplication, Math.max(1, iterations));
    return cost == Long.MAX_VALUE ? cost : Math.max(pricing.minimum, cost / pricing.divisor);
  }

  @Override
  public byte @Nullable [] run(byte[] input, int offset, int length) {
    byte[] header = Input.padded(input, offset, length, 0, HEADER);
    long baseLength = lengthAt(header, 0);
    long exponentLength = lengthAt(header, 32);
    long modulusLength = lengthAt(header, 64);
    if (Math.max(baseLength, modulusLength) > pricing.maxLength
        || (pricing.maxLength < Integer.MAX_VALUE && exponentLength > pricing.maxLength)) {
      return null;
    }
    if (modulusLength == 0) {
      return EMPTY;
    }
    byte[] output = new byte[(int) modulusLength];
    long modulusAt = saturatedSum(HEADER + baseLength, exponentLength);
    BigInteger modulus =
        new BigInteger(1, Input.padded(input, offset, length, modulusAt, (int) modulusLength));
    if (modulus.bitLength() <= 1) {
      return output;
    }
    BigInteger base = base(input, offset, length, baseLength, modulus);
    BigInteger power =
        power(base, input, offset, length, HEADER + baseLength, exponentLength, modulus);
    byte[] bytes = power.toByteArray();
    int size = Math.min(bytes.length, output.length);
    System.arraycopy(bytes, bytes.length - size, output, output.length - size, size);
    return output;
  }

  private static BigInteger base(
      byte[] input, int offset, int length, long baseLength, BigInteger modulus) {
    int given = given(length, HEADER, baseLength);
    BigInteger base = new BigInteger(1, input, offset + Math.min(HEADER, length), given);
    long zeros = 8 * (baseLength - given);
    if (zeros > 0 && base.signum() != 0) {
      base = base.multiply(BigInteger.TWO.modPow(BigInteger.valueOf(zeros), modulus));
    }
    return base.mod(modulus);
  }

  private static BigInteger power(
      BigInteger base,
      byte[] input,
      int offset,
      int length,
      long exponentAt,
      long exponentLength,
      BigInteger modulus) {
    int given = given(length, exponentAt, exponentLength);
    BigInteger exponent =
        new BigInteger(1, input, offset + (int) Math.min(exponentAt, length), given);
    BigInteger power = power(base, exponent, modulus);
    if (exponent.signum() == 0) {
      return power;
    }
    // The exponent's unwritten zeros are squarings.
    long left = exponentLength - given;
    while (left > 0) {
      int bytes = (int) Math.min(left, MAX_STEP / 8);
      power = power.modPow(BigInteger.ONE.shiftLeft(8 * bytes), modulus);
      left -= bytes;
    }
    return power;
  }

  // For an even modulus BigInteger computes modulo its odd part and its power of two and joins the
  // results by inverses, which for the cheapest exponents takes ten times as long as the products.
  private static BigInteger power(BigInteger base, BigInteger exponent, BigInteger modulus) {
    if (modulus.testBit(0) || exponent.bitLength() > SMALL_EXPONENT_BITS) {
      return base.modPow(exponent, modulus);
    }
    BigInteger power = BigInteger.ONE;
    for (int i = exponent.intValue(); i > 0; i--) {
      power = power.multiply(base).mod(modulus);
    }
    return power;
  }

  /** How many of the {@code size} bytes announced from {@code at} the input really has. */
  private static int given(int length, long at, long size) {
    return (int) Math.max(0, Math.min(size, length - at));
  }

  /** The word as a length; {@code Long.MAX_VALUE} if it is more. */
  private static long lengthAt(byte[] header, int at) {
    return U256.fromBytes(header, at, 32).toLongSaturated();
  }

  private static long saturatedSum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private static long saturatedProduct(long a, long b) {
    return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
  }
}
