package io.weft.execution.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chain.ChainView;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.state.StateDiff;
import io.weft.execution.store.Column;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.store.WriteBatch;
import io.weft.execution.types.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChainVerifierTest {
  private final InMemoryStore store = new InMemoryStore();

  @BeforeEach
  void makeChain() {
    Committer committer =
        ChainStart.open(store, 1, StateDiff.EMPTY, TestBlocks::genesis, new byte[0]);
    ModelState model = new ModelState();
    Random random = new Random(3);
    for (int i = 0; i < 10; i++) {
      committer.intervene(model.change(random, 2));
      ChainView head = committer.head();
      StateCommitment state = committer.stateAfter(head, model.change(random, 20));
      Block block = TestBlocks.next(head, state.stateRoot(), 3);
      committer.commit(block, TestBlocks.receipts(block), null, state);
    }
  }

  private List<String> verify() {
    return ChainVerifier.verify(store, ChainVerifier.Progress.NONE);
  }

  @Test
  void soundChainHasNoProblems() {
    assertThat(verify()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Column.class,
      names = {"ACCOUNT", "SLOT", "CODE", "TRIE", "HEADER", "BODY", "RECEIPTS", "TRANSACTION"})
  void changedRowIsFound(Column column) {
    List<byte[]> keys = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    store.scan(
        column,
        new byte[0],
        (key, value) -> {
          keys.add(key);
          values.add(value);
          return true;
        });
    int damaged = keys.size() / 2;
    byte[] value = values.get(damaged);
    value[value.length - 1] ^= 1;
    store.write(new WriteBatch().put(column, keys.get(damaged), value));
    assertThat(verify()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Column.class,
      names = {"ACCOUNT", "SLOT", "HEADER", "BODY", "RECEIPTS", "HASH", "NUMBER", "TRANSACTION"})
  void missingRowIsFound(Column column) {
    List<Bytes> keys = new ArrayList<>();
    store.scan(column, new byte[0], (key, value) -> keys.add(Bytes.wrap(key)));
    store.write(new WriteBatch().delete(column, keys.get(keys.size() / 2).toArray()));
    assertThat(verify()).isNotEmpty();
  }
}
