package io.weft.tests.differential;

import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Makes a failing case smaller while it still fails: fewer transactions, fewer accounts and slots,
 * shorter code.
 */
final class Shrinker {
  private static final int MAX_TRIES = 3000;

  private final Predicate<Case> fails;
  private int tries;

  private Shrinker(Predicate<Case> fails) {
    this.fails = fails;
  }

  static Case shrink(Case failing, Predicate<Case> fails) {
    Shrinker shrinker = new Shrinker(fails);
    Case smallest = failing;
    for (; ; ) {
      Case smaller = shrinker.round(smallest);
      if (smaller.equals(smallest)) {
        return smallest;
      }
      smallest = smaller;
    }
  }

  private Case round(Case start) {
    Case current = start;
    for (int i = current.transactions().size() - 1; i >= 0; i--) {
      List<Bytes> fewer = new ArrayList<>(current.transactions());
      fewer.remove(i);
      current = better(current, current.withTransactions(fewer));
    }
    for (Address address : List.copyOf(current.pre().keySet())) {
      SortedMap<Address, GenesisAccount> fewer = new TreeMap<>(current.pre());
      fewer.remove(address);
      current = better(current, current.withPre(fewer));
    }
    for (Address address : List.copyOf(current.pre().keySet())) {
      current = simplify(current, address);
    }
    return current;
  }

  private Case simplify(Case start, Address address) {
    GenesisAccount account = account(start, address);
    Case current =
        better(start, with(start, address, account.code(), !account.storage().isEmpty()));
    for (int piece = Math.max(account.code().size() / 2, 1); piece > 0; piece /= 2) {
      for (int at = 0; at < code(current, address).size(); ) {
        Bytes code = code(current, address);
        int end = Math.min(at + piece, code.size());
        Case shorter = with(current, address, code.slice(0, at).concat(code.slice(end)), false);
        Case next = better(current, shorter);
        at = next.equals(current) ? end : at;
        current = next;
      }
    }
    return current;
  }

  private static GenesisAccount account(Case input, Address address) {
    return Objects.requireNonNull(input.pre().get(address));
  }

  private static Bytes code(Case input, Address address) {
    return account(input, address).code();
  }

  private static Case with(Case input, Address address, Bytes code, boolean withoutStorage) {
    SortedMap<Address, GenesisAccount> pre = new TreeMap<>(input.pre());
    GenesisAccount old = account(input, address);
    pre.put(
        address,
        new GenesisAccount(
            old.nonce(), old.balance(), code, withoutStorage ? new TreeMap<>() : old.storage()));
    return input.withPre(pre);
  }

  private Case better(Case current, Case smaller) {
    return !smaller.equals(current) && tries++ < MAX_TRIES && fails.test(smaller)
        ? smaller
        : current;
  }
}
