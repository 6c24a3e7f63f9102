package io.weft.node.pool;

import io.weft.execution.primitives.U256;

/**
 * The local policy of a pool.
 *
 * @param maxTransactions in all
 * @param maxBytes encoded, in all
 * @param maxPerSender executable and future ones together
 * @param priceBumpPercent by how much a replacement must raise both fees
 * @param blobPriceBumpPercent the same for blob transactions, all three fees
 * @param minTip the least priority fee, wei per gas
 */
public record PoolLimits(
    int maxTransactions,
    long maxBytes,
    int maxPerSender,
    int priceBumpPercent,
    int blobPriceBumpPercent,
    U256 minTip) {
  /** What a public validator uses. */
  public static final PoolLimits VALIDATOR =
      new PoolLimits(50_000, 128L << 20, 1_024, 10, 100, U256.ONE);

  /** What a development chain uses: one sender may fill it, and nothing is too cheap. */
  public static final PoolLimits DEV =
      new PoolLimits(200_000, 512L << 20, 100_000, 10, 100, U256.ZERO);
}
