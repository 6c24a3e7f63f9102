package io.weft.execution.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.BlockBuilder;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.DevRules;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.Transaction;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DevelopmentRulesTest {
  private static final Address CONTRACT = Address.of(0xC0DE);
  private static final Address BOB = Address.of(0xB0B);
  private static final long GAS_CAP = 1 << 24;

  private static ExecutionEngine engine() {
    TreeMap<Address, GenesisAccount> alloc = new TreeMap<>();
    U256 balance = U256.of(1_000_000_000_000_000_000L);
    alloc.put(CONTRACT, new GenesisAccount(1, balance, Bytes.fromHex("0x00"), new TreeMap<>()));
    ChainSpec spec =
        ChainSpec.of(1337, ForkSchedule.fromGenesis(Fork.OSAKA))
            .withDev(new DevRules(false, true, false));
    return ExecutionEngine.open(
        new InMemoryStore(), Genesis.of(spec, 1_000, 30_000_000, null, alloc));
  }

  private static Transaction transfer(long gasLimit) {
    return new DynamicFeeTransaction(
        1337,
        1,
        U256.ZERO,
        U256.of(2_000_000_000),
        gasLimit,
        BOB,
        U256.of(7),
        Bytes.EMPTY,
        List.of(),
        SenderRecovery.impersonating(CONTRACT));
  }

  private static TransactionResult add(ExecutionEngine engine, Transaction transaction) {
    ChainView head = engine.head();
    BlockBuilder builder =
        engine.propose(
            new BlockAttributes(
                head.header().timestamp() + 1,
                Address.ZERO,
                head.header().gasLimit(),
                Hash32.ZERO,
                List.of(),
                Hash32.ZERO,
                0,
                Bytes.EMPTY,
                null));
    return builder.add(transaction);
  }

  @Test
  void impersonatedContractSends() {
    try (ExecutionEngine engine = engine()) {
      assertThat(add(engine, transfer(21_000))).isInstanceOf(TransactionResult.Executed.class);
    }
  }

  @Test
  void gasCapBindsATransactionAndNotACall() {
    try (ExecutionEngine engine = engine()) {
      ChainView head = engine.head();
      assertThat(engine.call(head, engine.environment(head), transfer(GAS_CAP + 1), CONTRACT, null))
          .isInstanceOf(TransactionResult.Executed.class);
      assertThat(add(engine, transfer(GAS_CAP + 1)))
          .isInstanceOfSatisfying(
              TransactionResult.Rejected.class,
              rejected ->
                  assertThat(rejected.reason())
                      .isEqualTo(RejectionReason.GAS_LIMIT_EXCEEDS_MAXIMUM));
    }
  }
}
