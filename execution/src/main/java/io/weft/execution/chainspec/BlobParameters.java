package io.weft.execution.chainspec;

import io.weft.execution.primitives.U256;
import io.weft.execution.types.Transaction;

/**
 * How many blobs a block may carry and how their price moves (EIP-4844, EIP-7840).
 *
 * @param target blobs a block; more raise the price, fewer lower it
 * @param max blobs a block
 * @param baseFeeUpdateFraction how slowly the price moves
 */
public record BlobParameters(int target, int max, long baseFeeUpdateFraction) {
  public static final BlobParameters CANCUN = new BlobParameters(3, 6, 3_338_477);
  public static final BlobParameters PRAGUE = new BlobParameters(6, 9, 5_007_716);

  /** What a blob costs to carry in terms of execution gas (EIP-7918). */
  private static final long BLOB_BASE_COST = 1 << 13;

  public BlobParameters {
    if (target < 0 || max < Math.max(target, 1) || baseFeeUpdateFraction < 1) {
      throw new IllegalArgumentException(
          "blob parameters out of range: expected 0 <= target <= max, 1 <= max and a positive update fraction,"
              + " got target "
              + target
              + ", max "
              + max
              + ", fraction "
              + baseFeeUpdateFraction);
    }
  }

  public long targetGas() {
    return target * Transaction.GAS_PER_BLOB;
  }

  public long maxGas() {
    return max * Transaction.GAS_PER_BLOB;
  }

  /** The price of a unit of blob gas in wei. */
  public U256 baseFeePerBlobGas(long excessBlobGas) {
    return fakeExponential(U256.of(excessBlobGas), U256.of(baseFeeUpdateFraction));
  }

  /**
   * The excess a block starts with.
   *
   * @param baseFeePerGas the parent's
   * @param hasReservePrice whether a blob costs no less than a share of the execution gas it stands
   *     for (EIP-7918)
   */
  public long excessBlobGas(
      long parentExcess, long parentUsed, U256 baseFeePerGas, boolean hasReservePrice) {
    long sum = parentExcess + parentUsed;
    if (sum < targetGas()) {
      return 0;
    }
    if (hasReservePrice) {
      U256 reserve = baseFeePerGas.multiply(U256.of(BLOB_BASE_COST));
      U256 price = baseFeePerBlobGas(parentExcess);
      if (!price.multiplyOverflows(U256.of(Transaction.GAS_PER_BLOB))
          && reserve.compareTo(price.multiply(Transaction.GAS_PER_BLOB)) > 0) {
        return parentExcess + parentUsed * (max - target) / max;
      }
    }
    return sum - targetGas();
  }

  /** An integer approximation of e^(numerator/denominator), by its Taylor series (EIP-4844). */
  private static U256 fakeExponential(U256 numerator, U256 denominator) {
    U256 sum = U256.ZERO;
    U256 term = denominator;
    for (int i = 1; !term.isZero(); i++) {
      U256 next = sum.add(term);
      if (next.compareTo(sum) < 0 || term.multiplyOverflows(numerator)) {
        return U256.MAX; // a price nobody can pay stays one, whatever its last digits
      }
      sum = next;
      term = term.multiply(numerator).divide(denominator.multiply(U256.of(i)));
    }
    return sum.divide(denominator);
  }
}
