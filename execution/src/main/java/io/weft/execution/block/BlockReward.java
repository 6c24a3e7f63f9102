package io.weft.execution.block;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * Ether that comes into being with a block.
 *
 * @param amount in wei; an account that gets nothing is touched all the same
 */
public record BlockReward(Address to, U256 amount) {
  private static final U256 ETHER = U256.of(1_000_000_000_000_000_000L);
  private static final long OMMER_PARTS = 8;
  private static final long NEPHEW_PARTS = 32;

  /**
   * What proof of work earns its miner and those of the ommers it names (Yellow Paper 11.3);
   * nothing since Paris.
   */
  public static List<BlockReward> of(Fork fork, BlockHeader header, List<BlockHeader> ommers) {
    if (fork.isAtLeast(Fork.PARIS)) {
      return List.of();
    }
    U256 whole = ETHER.multiply(etherPerBlock(fork));
    U256 forOmmers = whole.divide(U256.of(NEPHEW_PARTS)).multiply(ommers.size());
    List<BlockReward> rewards = new ArrayList<>(1 + ommers.size());
    rewards.add(new BlockReward(header.coinbase(), whole.add(forOmmers)));
    for (BlockHeader ommer : ommers) {
      long age = header.number() - ommer.number();
      U256 share = whole.multiply(OMMER_PARTS - age).divide(U256.of(OMMER_PARTS));
      rewards.add(new BlockReward(ommer.coinbase(), share));
    }
    return rewards;
  }

  private static long etherPerBlock(Fork fork) {
    if (fork.isAtLeast(Fork.CONSTANTINOPLE)) {
      return 2;
    }
    return fork.isAtLeast(Fork.BYZANTIUM) ? 3 : 5;
  }
}
