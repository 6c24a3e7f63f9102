package io.weft.execution.block;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.types.BlockHeader;
import java.util.List;

/** What proof of work earns its miner and those of the ommers it names (Yellow Paper 11.3). */
final class BlockRewards {
  private static final U256 ETHER = U256.of(1_000_000_000_000_000_000L);
  private static final long OMMER_PARTS = 8;
  private static final long NEPHEW_PARTS = 32;

  private BlockRewards() {}

  static void pay(Fork fork, BlockHeader header, List<BlockHeader> ommers, JournaledState state) {
    if (fork.isAtLeast(Fork.PARIS)) {
      return;
    }
    U256 reward = ETHER.multiply(etherPerBlock(fork));
    U256 forOmmers = reward.divide(U256.of(NEPHEW_PARTS)).multiply(ommers.size());
    state.addBalance(state.account(header.coinbase()), reward.add(forOmmers));
    for (BlockHeader ommer : ommers) {
      long age = header.number() - ommer.number();
      U256 share = reward.multiply(OMMER_PARTS - age).divide(U256.of(OMMER_PARTS));
      state.addBalance(state.account(ommer.coinbase()), share);
    }
  }

  private static long etherPerBlock(Fork fork) {
    if (fork.isAtLeast(Fork.CONSTANTINOPLE)) {
      return 2;
    }
    return fork.isAtLeast(Fork.BYZANTIUM) ? 3 : 5;
  }
}
