package io.weft.node.workload;

import io.weft.contracts.abi.AbiFunction;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.ArrayList;
import java.util.List;

/** Constant-product pairs behind one router, with liquidity of the deployer's. */
final class Pools {
  private static final long SWAP_GAS = 160_000;
  private static final U256 LIQUIDITY = U256.ONE.multiply(1_000_000_000_000L).multiply(1L << 40);

  /** The two tokens of a pair. */
  private record Pair(int first, int second) {}

  private final Tokens tokens;
  private final Address router;
  private final AbiFunction swap;
  private final List<Pair> pairs = new ArrayList<>();

  /** Pairs {@code count} times two of the first tokens, no two twice. */
  Pools(SetUp setUp, Tokens tokens, int count) {
    this.tokens = tokens;
    Address factory = setUp.deploy("PairFactory");
    router = setUp.deploy("Router", factory);
    swap = setUp.function("Router", "swapExactIn");
    AbiFunction addLiquidity = setUp.function("Router", "addLiquidity");
    for (int i = 0; i < tokensFor(count); i++) {
      tokens.allowByDeployer(i, router);
    }
    // Neighbours first: (0,1), (1,2), (0,2), (2,3) and so on.
    for (int second = 1; pairs.size() < count; second++) {
      for (int first = second - 1; first >= 0 && pairs.size() < count; first--) {
        pairs.add(new Pair(first, second));
        List<Object> offer =
            List.of(
                tokens.address(first),
                tokens.address(second),
                LIQUIDITY,
                LIQUIDITY,
                U256.ZERO,
                U256.ZERO);
        setUp.call(router, addLiquidity.encodeCall(offer, SetUp.DEPLOYER, U256.MAX));
      }
    }
  }

  /** How many tokens make so many pairs. */
  static int tokensFor(int pairs) {
    int tokens = 2;
    while (tokens * (tokens - 1) / 2 < pairs) {
      tokens++;
    }
    return tokens;
  }

  int count() {
    return pairs.size();
  }

  /** Gives an account what it takes to swap on a pair, either way. */
  void admit(int pair, Address trader) {
    for (int token : List.of(pairs.get(pair).first, pairs.get(pair).second)) {
      tokens.give(token, trader);
      tokens.allow(token, trader, router);
    }
  }

  Call swap(int pair, boolean isForward, int sender, Address trader) {
    Address first = tokens.address(pairs.get(pair).first);
    Address second = tokens.address(pairs.get(pair).second);
    List<Address> path = isForward ? List.of(first, second) : List.of(second, first);
    Bytes data = swap.encodeCall(U256.of(10_000), U256.ZERO, path, trader, U256.MAX);
    return new Call(sender, router, U256.ZERO, data, SWAP_GAS);
  }
}
