package io.weft.node.rpc.api;

import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Block;
import io.weft.execution.types.Transaction;
import io.weft.node.pool.TransactionPool;
import java.util.ArrayList;
import java.util.List;

/**
 * Suggests a priority fee from what the least paying transactions of the last blocks paid.
 *
 * <p>Looks at {@value #BLOCKS} blocks and {@value #PER_BLOCK} transactions of each, and takes the
 * {@value #PERCENTILE}th percentile; without any transaction to go by, one gwei.
 */
final class TipOracle {
  static final int BLOCKS = 20;
  static final int PER_BLOCK = 3;
  static final int PERCENTILE = 60;
  private static final U256 USUAL = U256.of(1_000_000_000);
  private static final U256 MOST = U256.of(500_000_000_000L);

  private final ChainSpec spec;
  private final TransactionPool pool;

  TipOracle(ChainSpec spec, TransactionPool pool) {
    this.spec = spec;
    this.pool = pool;
  }

  U256 suggestion(ChainView head) {
    if (spec.dev().gasFree()) {
      return U256.ZERO;
    }
    List<U256> samples = new ArrayList<>();
    long oldest = Math.max(0, head.number() - BLOCKS + 1);
    for (long number = head.number(); number >= oldest; number--) {
      addLeast(head, number, samples);
    }
    samples.sort(U256::compareTo);
    U256 tip = samples.isEmpty() ? USUAL : samples.get((samples.size() - 1) * PERCENTILE / 100);
    return tip.min(MOST).max(pool.minTip());
  }

  private static void addLeast(ChainView head, long number, List<U256> samples) {
    Block block = head.block(number);
    if (block == null || block.transactions().isEmpty()) {
      return;
    }
    U256 baseFee = block.header().baseFeePerGas();
    U256 fee = baseFee == null ? U256.ZERO : baseFee;
    block.transactions().stream()
        .map((Transaction tx) -> tx.effectiveGasPrice(fee).subtract(fee))
        .sorted()
        .limit(PER_BLOCK)
        .forEach(samples::add);
  }
}
