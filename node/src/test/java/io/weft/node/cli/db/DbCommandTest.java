package io.weft.node.cli.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.store.Column;
import io.weft.execution.store.RocksDbStore;
import io.weft.execution.store.StoreOptions;
import io.weft.execution.store.WriteBatch;
import io.weft.node.cli.CommandFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DbCommandTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private RocksDbStore store() {
    return RocksDbStore.open(directory.resolve("chain"), StoreOptions.SMALL);
  }

  @BeforeEach
  void makeChain() {
    TreeMap<Address, GenesisAccount> alloc = new TreeMap<>();
    alloc.put(Address.of(1), GenesisAccount.ofBalance(U256.MAX));
    ChainSpec spec = ChainSpec.of(99, ForkSchedule.fromGenesis(Fork.SHANGHAI));
    Genesis genesis = Genesis.of(spec, 1_000, 30_000_000, null, alloc);
    try (ExecutionEngine engine = ExecutionEngine.open(store(), genesis)) {
      for (int i = 0; i < 3; i++) {
        ChainView head = engine.head();
        BlockAttributes attributes =
            new BlockAttributes(
                head.header().timestamp() + 1,
                Address.ZERO,
                head.header().gasLimit(),
                Hash32.ZERO,
                List.of(),
                Hash32.ZERO,
                0,
                Bytes.EMPTY,
                null);
        engine.commit((ExecutedBlock) engine.propose(attributes).finish());
      }
    }
  }

  private int run(String... args) {
    return new CommandLine(new DbCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              assertThat(e).isInstanceOf(CommandFailure.class);
              err.write(String.valueOf(e.getMessage()));
              return 1;
            })
        .execute(args);
  }

  private String chain() {
    return directory.resolve("chain").toString();
  }

  @Test
  void soundChainIsCalledSo() {
    assertThat(run("check", "--reexecute", "--data-dir", chain())).isZero();
    assertThat(out.toString()).startsWith("sound: head 3 0x").contains("executed again");
  }

  @Test
  void damageIsNamedAndFails() {
    try (RocksDbStore store = store()) {
      byte[] key = {0, 0, 0, 0, 0, 0, 0, 2};
      store.write(
          new WriteBatch().put(Column.RECEIPTS, key, new byte[] {(byte) 0xC1, (byte) 0xC0}));
    }
    assertThat(run("check", "--data-dir", chain())).isEqualTo(1);
    assertThat(out.toString()).contains("block 2:").contains("damaged: ");
  }

  @Test
  void statsNameTheChainAndItsColumns() {
    assertThat(run("stats", "--data-dir", chain())).isZero();
    assertThat(out.toString()).contains("chain id    99").contains("head        3 0x");
    for (Column column : Column.values()) {
      assertThat(out.toString()).contains(column.columnName());
    }
  }

  @Test
  void statsAreOneJsonObjectWhereAsked() {
    assertThat(run("stats", "--json", "--data-dir", chain())).isZero();
    assertThat(out.toString()).startsWith("{\"chainId\":99,").contains("\"headNumber\":3");
  }

  @Test
  void directoryWithoutAChainIsOneLine() {
    assertThat(run("stats", "--data-dir", directory.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("no chain in ").contains("--data-dir");
    assertThat(directory.resolve("none")).doesNotExist();
  }

  @Test
  void directoryInUseIsOneLine() {
    try (RocksDbStore busy = store()) {
      assertThat(busy.get(Column.META, new byte[0])).isNull();
      assertThat(run("check", "--data-dir", chain())).isEqualTo(1);
      assertThat(err.toString()).contains("in use by another process").contains("stop the node");
    }
  }
}
