package io.weft.execution.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.block.GenesisBlock;
import io.weft.execution.chain.ChainCaches;
import io.weft.execution.chain.HeadState;
import io.weft.execution.chain.Rows;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.primitives.Words;
import io.weft.execution.store.Column;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.store.WriteBatch;
import io.weft.execution.store.WrongStoreException;
import io.weft.execution.trie.Trie;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A genesis too large to be written at once is written in parts, to the same state. */
final class LargeGenesisTest {
  private static final Genesis GENESIS =
      Genesis.of(
          ChainSpec.of(7, ForkSchedule.fromGenesis(Fork.OSAKA)), 30_000_000, 1, null, alloc());

  private static SortedMap<Address, GenesisAccount> alloc() {
    SortedMap<Address, GenesisAccount> accounts = new TreeMap<>();
    byte[] seed = new byte[32];
    for (int i = 0; i < 45_000; i++) {
      Words.putLong(seed, 0, i);
      GenesisAccount account =
          i % 1000 == 0
              ? new GenesisAccount(
                  1,
                  U256.ZERO,
                  Bytes.of(i / 1000, 2, 3),
                  new TreeMap<>(Map.of(U256.ONE, U256.of(i + 1))))
              : GenesisAccount.ofBalance(U256.of(i));
      accounts.put(Address.from(Keccak256.hash(seed), 12), account);
    }
    return accounts;
  }

  @Test
  void partsMakeTheSameState() {
    InMemoryStore empty = new InMemoryStore();
    Hash32 expected =
        new StateRoots(empty)
            .compute(
                new HeadState(empty.snapshot(), new ChainCaches(), 0),
                Trie.EMPTY_ROOT,
                GenesisBlock.diff(GENESIS))
            .stateRoot();
    InMemoryStore store = new InMemoryStore();
    assertThat(ChainStart.open(store, GENESIS).head().stateRoot()).isEqualTo(expected);
    assertThat(ChainStart.open(store, GENESIS).head().stateRoot()).isEqualTo(expected);
    assertThat(ChainStart.genesis(store)).isEqualTo(GENESIS);
  }

  @Test
  void halfAGenesisIsRefused() {
    InMemoryStore store = new InMemoryStore();
    store.write(new WriteBatch().put(Column.META, Rows.UNFINISHED_GENESIS, Rows.number(1)));
    assertThatThrownBy(() -> ChainStart.open(store, GENESIS))
        .isInstanceOf(WrongStoreException.class)
        .hasMessageContaining("not written to its end");
  }
}
