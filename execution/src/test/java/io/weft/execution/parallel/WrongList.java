package io.weft.execution.parallel;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Access lists that differ from a right one, mostly in one place. */
final class WrongList {
  private WrongList() {}

  /** One that is well formed and is not {@code right}. */
  static BlockAccessList of(BlockAccessList right, Random random) {
    BlockAccessList wrong = right;
    while (wrong.equals(right)) {
      wrong = attempt(right, random);
    }
    return wrong;
  }

  /** One that differs in many places and claims what no block can come to. */
  static BlockAccessList absurd(BlockAccessList right, Random random) {
    BlockAccessList wrong = right;
    for (int i = random.nextInt(30); i >= 0; i--) {
      wrong = attempt(wrong, random);
    }
    List<AccountChanges> accounts = new ArrayList<>(wrong.accounts());
    for (int i = 0; i < accounts.size(); i++) {
      AccountChanges account = accounts.get(i);
      if (random.nextInt(3) == 0) {
        accounts.set(
            i,
            new AccountChanges(
                account.address(),
                account.storageChanges(),
                account.storageReads(),
                changed(account.balanceChanges(), random, value -> absurd(random)),
                changed(account.nonceChanges(), random, value -> random.nextLong()),
                changed(account.codeChanges(), random, value -> absurdCode(random))));
      }
    }
    return new BlockAccessList(List.copyOf(accounts));
  }

  private static U256 absurd(Random random) {
    return random.nextBoolean() ? U256.MAX : U256.of(random.nextInt(3));
  }

  /** No code, any, or a delegation to nowhere. */
  private static Bytes absurdCode(Random random) {
    byte[] code = new byte[random.nextInt(3) * random.nextInt(40)];
    random.nextBytes(code);
    if (code.length > 22) {
      code = Arrays.copyOf(code, 23);
      code[0] = (byte) 0xEF;
      code[1] = 1;
      code[2] = 0;
    }
    return Bytes.wrap(code);
  }

  private static BlockAccessList attempt(BlockAccessList right, Random random) {
    List<AccountChanges> accounts = new ArrayList<>(right.accounts());
    if (accounts.isEmpty() || random.nextInt(12) == 0) {
      return withUntouched(accounts, random);
    }
    int at = random.nextInt(accounts.size());
    if (random.nextInt(10) == 0) {
      accounts.remove(at);
    } else {
      accounts.set(at, changed(accounts.get(at), random));
    }
    return new BlockAccessList(List.copyOf(accounts));
  }

  private static BlockAccessList withUntouched(List<AccountChanges> accounts, Random random) {
    Address address = Address.of(random.nextInt(0x20000));
    if (accounts.stream().noneMatch(account -> account.address().equals(address))) {
      accounts.add(
          new AccountChanges(
              address,
              List.of(),
              random.nextBoolean() ? List.of() : List.of(U256.of(random.nextInt(5))),
              List.of(),
              List.of(),
              List.of()));
      accounts.sort(Comparator.comparing(AccountChanges::address));
    }
    return new BlockAccessList(List.copyOf(accounts));
  }

  private static AccountChanges changed(AccountChanges account, Random random) {
    List<SlotChanges> slots = new ArrayList<>(account.storageChanges());
    List<U256> reads = new ArrayList<>(account.storageReads());
    List<Change<U256>> balances = account.balanceChanges();
    List<Change<Long>> nonces = account.nonceChanges();
    List<Change<Bytes>> codes = account.codeChanges();
    switch (random.nextInt(7)) {
      case 0, 1 -> balances = changed(balances, random, value -> value.add(U256.ONE));
      case 2 -> nonces = changed(nonces, random, value -> value + 1);
      case 3 -> codes = changed(codes, random, value -> Bytes.of(0));
      case 4, 5 -> changeSlot(slots, reads, random);
      default -> changeReads(slots, reads, random);
    }
    return new AccountChanges(
        account.address(), List.copyOf(slots), List.copyOf(reads), balances, nonces, codes);
  }

  private static void changeSlot(List<SlotChanges> slots, List<U256> reads, Random random) {
    if (slots.isEmpty()) {
      return;
    }
    int at = random.nextInt(slots.size());
    SlotChanges slot = slots.get(at);
    List<Change<U256>> changes =
        changed(slot.changes(), random, value -> value.isZero() ? U256.ONE : U256.ZERO);
    if (changes.isEmpty()) {
      slots.remove(at);
      if (random.nextBoolean()) {
        reads.add(slot.slot());
        reads.sort(null);
      }
    } else {
      slots.set(at, new SlotChanges(slot.slot(), changes));
    }
  }

  private static void changeReads(List<SlotChanges> slots, List<U256> reads, Random random) {
    if (!reads.isEmpty() && random.nextBoolean()) {
      reads.remove(random.nextInt(reads.size()));
      return;
    }
    U256 slot = U256.of(random.nextInt(8));
    if (!reads.contains(slot) && slots.stream().noneMatch(s -> s.slot().equals(slot))) {
      reads.add(slot);
      reads.sort(null);
    }
  }

  /** Drops, alters, moves or adds a change. */
  private static <T> List<Change<T>> changed(
      List<Change<T>> changes, Random random, UnaryOperator<T> other) {
    if (changes.isEmpty()) {
      return changes;
    }
    List<Change<T>> wrong = new ArrayList<>(changes);
    int at = random.nextInt(changes.size());
    Change<T> change = changes.get(at);
    int nextIndex = at + 1 < changes.size() ? changes.get(at + 1).index() : change.index() + 2;
    boolean hasRoom = change.index() + 1 < nextIndex;
    switch (random.nextInt(4)) {
      case 0 -> wrong.remove(at);
      case 1 -> wrong.set(at, new Change<>(change.index(), other.apply(change.value())));
      case 2 -> {
        if (hasRoom) {
          wrong.set(at, new Change<>(change.index() + 1, change.value()));
        }
      }
      default -> {
        if (hasRoom) {
          wrong.add(at + 1, new Change<>(change.index() + 1, other.apply(change.value())));
        }
      }
    }
    return List.copyOf(wrong);
  }
}
