package io.weft.node.workload;

import io.weft.contracts.abi.AbiFunction;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The scenario of each kind of workload. */
final class Scenarios {
  private static final long TRANSFER_GAS = 21_000;
  private static final long MINT_GAS = 130_000;
  private static final int DROP_RECEIVERS = 50;
  private static final long DROP_GAS = 50_000 + DROP_RECEIVERS * 40_000;

  /** What lies in genesis for everybody else to differ by; more would only make it larger. */
  private static final int MOST_TARGETS = 1_000;

  private Scenarios() {}

  static Scenario of(Workload workload, Accounts accounts, SetUp setUp) {
    return switch (workload.kind()) {
      case TRANSFERS -> transfers(accounts);
      case ERC20 -> erc20(accounts, setUp);
      case SWAPS -> swaps(workload, accounts, setUp);
      case HYBRID -> hybrid(accounts, setUp);
      case CHAIN -> new PassTheParcel(accounts, setUp);
      case MINTS -> mints(workload, accounts, setUp);
      case AIRDROP -> airdrop(accounts, setUp);
    };
  }

  private static Scenario transfers(Accounts accounts) {
    return turns -> transfer(turns, accounts);
  }

  private static Call transfer(Turns turns, Accounts accounts) {
    return transfer(turns.sender(), accounts.address(turns.receiver()), U256.of(1_000));
  }

  private static Call transfer(int sender, Address to, U256 wei) {
    return new Call(sender, to, wei, Bytes.EMPTY, TRANSFER_GAS);
  }

  private static Scenario erc20(Accounts accounts, SetUp setUp) {
    Tokens tokens = new Tokens(setUp, 1);
    for (int i = 0; i < accounts.count(); i++) {
      tokens.give(0, accounts.address(i));
    }
    return turns -> tokens.transfer(0, turns.sender(), accounts.address(turns.receiver()));
  }

  private static Scenario swaps(Workload workload, Accounts accounts, SetUp setUp) {
    int count = targets(workload);
    Tokens tokens = new Tokens(setUp, Pools.tokensFor(count));
    Pools pools = new Pools(setUp, tokens, count);
    for (int i = 0; i < accounts.count() / 2; i++) {
      pools.admit(i % count, accounts.address(i));
      for (int hot = 0; hot < Math.min(workload.hot(), count); hot++) {
        pools.admit(hot, accounts.address(i));
      }
    }
    return turns -> {
      int sender = turns.sender();
      int pool = turns.target(count);
      return pools.swap(pool, turns.draw(2) == 0, sender, accounts.address(sender));
    };
  }

  private static Scenario hybrid(Accounts accounts, SetUp setUp) {
    Tokens tokens = new Tokens(setUp, 3);
    Pools pools = new Pools(setUp, tokens, 2);
    for (int i = 0; i < accounts.count(); i++) {
      Address holder = accounts.address(i);
      pools.admit(0, holder);
      pools.admit(1, holder);
    }
    return turns -> {
      int draw = turns.draw(10);
      int sender = turns.sender();
      if (draw < 6) {
        return transfer(turns, accounts);
      }
      return draw < 8
          ? tokens.transfer(turns.draw(3), sender, accounts.address(turns.receiver()))
          : pools.swap(turns.draw(2), turns.draw(2) == 0, sender, accounts.address(sender));
    };
  }

  /** A sum that only its latest receiver can pay, so each payment needs the one before. */
  private static final class PassTheParcel implements Scenario {
    private final Accounts accounts;
    private final U256 parcel;
    private int holder;

    PassTheParcel(Accounts accounts, SetUp setUp) {
      this.accounts = accounts;
      this.parcel = WorkloadChain.WEALTH.multiply(1_000);
      setUp.balance(accounts.address(0), parcel.add(WorkloadChain.WEALTH));
    }

    @Override
    public Call next(Turns turns) {
      int sender = holder;
      holder = (holder + 1) % accounts.count();
      return transfer(sender, accounts.address(holder), parcel);
    }
  }

  private static Scenario mints(Workload workload, Accounts accounts, SetUp setUp) {
    List<Address> collections = new ArrayList<>();
    for (int i = 0; i < targets(workload); i++) {
      collections.add(setUp.deploy("Collectible", "Collection " + i, "C" + i, ""));
    }
    AbiFunction mint = setUp.function("Collectible", "mint");
    return turns -> {
      Address collection = collections.get(turns.target(collections.size()));
      Bytes data = mint.encodeCall(accounts.address(turns.sender()));
      return new Call(turns.sender(), collection, U256.ZERO, data, MINT_GAS);
    };
  }

  private static Scenario airdrop(Accounts accounts, SetUp setUp) {
    Tokens tokens = new Tokens(setUp, 1);
    Address airdrop = setUp.deploy("Airdrop");
    AbiFunction dropTokens = setUp.function("Airdrop", "drop");
    for (int i = 0; i < accounts.count() / 2; i++) {
      tokens.give(0, accounts.address(i));
      tokens.allow(0, accounts.address(i), airdrop);
    }
    List<U256> amounts = Collections.nCopies(DROP_RECEIVERS, U256.of(1_000));
    return turns -> {
      List<Address> receivers = new ArrayList<>(DROP_RECEIVERS);
      for (int i = 0; i < DROP_RECEIVERS; i++) {
        receivers.add(accounts.address(turns.receiver(i, DROP_RECEIVERS)));
      }
      List<Object> drop = List.of(tokens.address(0), receivers, amounts);
      Bytes data = dropTokens.encodeCall(List.of(List.of(drop)));
      return new Call(turns.sender(), airdrop, U256.ZERO, data, DROP_GAS);
    };
  }

  private static int targets(Workload workload) {
    return Math.clamp(
        workload.transactions(), workload.hot(), Math.max(MOST_TARGETS, workload.hot()));
  }
}
