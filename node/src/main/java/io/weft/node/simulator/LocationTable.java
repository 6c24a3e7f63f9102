package io.weft.node.simulator;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import io.weft.node.simulator.BlockTrace.Kind;
import io.weft.node.simulator.BlockTrace.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the locations of a block in the order in which they first come up. */
final class LocationTable {
  private final StateView before;
  private final List<Location> locations = new ArrayList<>();
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final Map<Row, Integer> rows = new HashMap<>();
  private final Map<Address, List<U256>> slots = new HashMap<>();

  private record Row(Address address, @Nullable U256 slot) {}

  private record Key(Kind kind, Row row) {}

  /**
   * @param before the state before the first transaction
   */
  LocationTable(StateView before) {
    this.before = before;
  }

  int field(Kind kind, Address address) {
    return number(kind, new Row(address, null));
  }

  int slot(Address address, U256 slot) {
    return number(Kind.SLOT, new Row(address, slot));
  }

  /** The slots of the account that have come up so far. */
  List<U256> slots(Address address) {
    return slots.getOrDefault(address, List.of());
  }

  List<Location> locations() {
    return List.copyOf(locations);
  }

  private int number(Kind kind, Row row) {
    return numbers.computeIfAbsent(new Key(kind, row), this::add);
  }

  private int add(Key key) {
    Row row = key.row;
    int rowNumber = rows.computeIfAbsent(row, unknown -> rows.size());
    U256 value;
    if (row.slot == null) {
      value = value(key.kind, before.account(row.address));
    } else {
      value = before.storage(row.address, row.slot);
      slots.computeIfAbsent(row.address, address -> new ArrayList<>()).add(row.slot);
    }
    locations.add(new Location(key.kind, rowNumber, value));
    return locations.size() - 1;
  }

  /** What a field of an account holds. */
  static U256 value(Kind kind, @Nullable Account account) {
    Account fields = account == null ? Account.EMPTY : account;
    return switch (kind) {
      case NONCE -> U256.of(fields.nonce());
      case BALANCE -> fields.balance();
      case CODE -> fields.codeHash().toU256();
      case EXISTENCE -> fields.isEmpty() ? U256.ZERO : U256.ONE;
      case SLOT -> throw new IllegalArgumentException("a slot is no field of an account");
    };
  }
}
