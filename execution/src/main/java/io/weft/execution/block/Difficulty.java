package io.weft.execution.block;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockHeader;

/**
 * How hard a proof-of-work block has to be (Yellow Paper 4.4.4): the parent's difficulty, moved by
 * the time between them, plus a bomb that doubles every 100,000 blocks and that forks have delayed.
 */
final class Difficulty {
  private static final U256 MINIMUM = U256.of(131_072);
  private static final int BOUND_SHIFT = 11; // a step is a 2048th of the parent's difficulty
  private static final long BOMB_PERIOD = 100_000;

  private Difficulty() {}

  static U256 of(Fork fork, long number, long timestamp, BlockHeader parent) {
    U256 parentDifficulty = parent.difficulty();
    U256 step = parentDifficulty.divide(U256.of(1L << BOUND_SHIFT));
    long elapsed = timestamp - parent.timestamp();
    long steps = steps(fork, elapsed, parent);
    U256 difficulty =
        steps >= 0
            ? parentDifficulty.add(step.multiply(steps))
            : parentDifficulty.subtract(step.multiply(-steps));
    if (fork == Fork.FRONTIER) {
      difficulty = difficulty.max(MINIMUM);
    }
    return difficulty.add(bomb(number - bombDelay(fork))).max(MINIMUM);
  }

  private static long steps(Fork fork, long elapsed, BlockHeader parent) {
    if (fork == Fork.FRONTIER) {
      return elapsed < 13 ? 1 : -1;
    }
    if (!fork.isAtLeast(Fork.BYZANTIUM)) {
      return Math.max(1 - elapsed / 10, -99);
    }
    boolean hasOmmers = !parent.ommersHash().equals(BlockHeader.EMPTY_OMMERS_HASH); // EIP-100
    return Math.max((hasOmmers ? 2 : 1) - elapsed / 9, -99);
  }

  private static U256 bomb(long number) {
    long exponent = Math.floorDiv(number, BOMB_PERIOD) - 2;
    if (exponent < 0) {
      return U256.ZERO;
    }
    // No chain lives that long; a header that claims so is not worth a larger number.
    int bit = (int) Math.min(exponent, 254);
    long limb = 1L << bit;
    return switch (bit >>> 6) {
      case 0 -> new U256(0, 0, 0, limb);
      case 1 -> new U256(0, 0, limb, 0);
      case 2 -> new U256(0, limb, 0, 0);
      default -> new U256(limb, 0, 0, 0);
    };
  }

  private static long bombDelay(Fork fork) {
    if (fork.isAtLeast(Fork.GRAY_GLACIER)) {
      return 11_400_000; // EIP-5133
    }
    if (fork.isAtLeast(Fork.ARROW_GLACIER)) {
      return 10_700_000; // EIP-4345
    }
    if (fork.isAtLeast(Fork.LONDON)) {
      return 9_700_000; // EIP-3554
    }
    if (fork.isAtLeast(Fork.MUIR_GLACIER)) {
      return 9_000_000; // EIP-2384
    }
    if (fork.isAtLeast(Fork.CONSTANTINOPLE)) {
      return 5_000_000; // EIP-1234
    }
    return fork.isAtLeast(Fork.BYZANTIUM) ? 3_000_000 : 0; // EIP-649
  }
}
