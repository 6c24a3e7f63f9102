package io.weft.node.cli.client;

import io.weft.execution.primitives.U256;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Amounts of ether as people write them: {@code 1.5ether}, {@code 20gwei}, {@code 1000}, in wei.
 */
public final class Amounts implements ITypeConverter<U256> {
  private enum Unit {
    ETHER(18),
    GWEI(9),
    // last, for the others end in it
    WEI(0);

    private final int decimals;

    Unit(int decimals) {
      this.decimals = decimals;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public U256 convert(String text) {
    String amount = text.strip().toLowerCase(Locale.ROOT).replace("_", "");
    int decimals = 0;
    for (Unit unit : Unit.values()) {
      if (amount.endsWith(unit.label())) {
        decimals = unit.decimals;
        amount = amount.substring(0, amount.length() - unit.label().length()).strip();
        break;
      }
    }
    try {
      if (amount.length() <= 80) {
        BigInteger wei =
            amount.startsWith("0x")
                ? new BigInteger(amount.substring(2), 16)
                : new BigDecimal(amount).movePointRight(decimals).toBigIntegerExact();
        return U256.from(wei);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // told below
    }
    throw new TypeConversionException(
        "expected an amount as 1000, 20gwei or 1.5ether, got '" + text + "'");
  }

  /** Writes an amount in ether without trailing zeros. */
  public static String ether(U256 wei) {
    BigDecimal ether = new BigDecimal(wei.toBigInteger(), 18).stripTrailingZeros();
    return ether.toPlainString() + " ether";
  }
}
