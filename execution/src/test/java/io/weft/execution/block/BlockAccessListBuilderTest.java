package io.weft.execution.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.TransactionAccesses;
import io.weft.execution.state.TransactionAccesses.AccountAccess;
import io.weft.execution.state.TransactionAccesses.SlotAccess;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists beside those that sorted maps give. */
class BlockAccessListBuilderTest {
  private static final long SEED = 20_261_130L;

  private final Random random = new Random(SEED);

  /** What happened to an account, in maps by step. */
  private static final class Plain {
    final Map<Integer, U256> balances = new TreeMap<>();
    final Map<Integer, Long> nonces = new TreeMap<>();
    final Map<Integer, Bytes> codes = new TreeMap<>();
    final Map<U256, Map<Integer, U256>> slots = new TreeMap<>();

    AccountChanges changes(Address address) {
      List<SlotChanges> changed = new ArrayList<>();
      List<U256> read = new ArrayList<>();
      slots.forEach(
          (slot, values) -> {
            if (values.isEmpty()) {
              read.add(slot);
            } else {
              changed.add(new SlotChanges(slot, list(values)));
            }
          });
      return new AccountChanges(address, changed, read, list(balances), list(nonces), list(codes));
    }

    private static <T> List<Change<T>> list(Map<Integer, T> values) {
      List<Change<T>> list = new ArrayList<>();
      values.forEach((index, value) -> list.add(new Change<>(index, value)));
      return list;
    }
  }

  @Test
  void listIsThatOfSortedMaps() {
    for (int round = 0; round < 200; round++) {
      BlockAccessListBuilder builder = new BlockAccessListBuilder();
      Map<Address, Plain> plain = new TreeMap<>();
      int steps = random.nextInt(30);
      for (int step = 0; step < steps; step++) {
        int index = step / 2;
        builder.add(index, step(index, plain));
        assertThat(builder.build()).as("seed %d, round %d", SEED, round).isEqualTo(list(plain));
      }
      BlockAccessList built = builder.build();
      assertThat(BlockAccessList.decode(built.encoded())).isEqualTo(built);
    }
  }

  private static BlockAccessList list(Map<Address, Plain> plain) {
    List<AccountChanges> accounts = new ArrayList<>();
    plain.forEach((address, account) -> accounts.add(account.changes(address)));
    return new BlockAccessList(accounts);
  }

  private TransactionAccesses step(int index, Map<Address, Plain> plain) {
    List<AccountAccess> accounts = new ArrayList<>();
    List<SlotAccess> slots = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      Address address = new Address(-random.nextInt(2), -random.nextInt(2), random.nextInt(8));
      Plain account = plain.computeIfAbsent(address, unknown -> new Plain());
      U256 balance = orNull(U256.of(random.nextInt(5)));
      Long nonce = orNull((long) random.nextInt(5));
      Bytes code = orNull(Bytes.of(random.nextInt(5)));
      accounts.add(new AccountAccess(address, balance, nonce, code));
      put(account.balances, index, balance);
      put(account.nonces, index, nonce);
      put(account.codes, index, code);
      for (int j = random.nextInt(5); j > 0; j--) {
        U256 slot = new U256(-random.nextInt(2), 0, -random.nextInt(2), random.nextInt(4));
        U256 value = orNull(U256.of(random.nextInt(5)));
        slots.add(new SlotAccess(address, slot, value));
        put(account.slots.computeIfAbsent(slot, unknown -> new TreeMap<>()), index, value);
      }
    }
    return new TransactionAccesses(accounts, slots);
  }

  private <T> @Nullable T orNull(T value) {
    return random.nextBoolean() ? value : null;
  }

  private static <T> void put(Map<Integer, T> values, int index, @Nullable T value) {
    if (value != null) {
      values.put(index, value);
    }
  }
}
