package io.weft.contracts.handle;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.contracts.Predeploy;
import io.weft.contracts.Predeploys;
import io.weft.contracts.abi.ContractAbi;
import io.weft.contracts.abi.RevertReason;
import io.weft.contracts.wallet.Account;
import io.weft.contracts.wallet.Mnemonic;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.BlockBuilder;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.Log;
import io.weft.execution.types.Transaction;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A chain in memory, by the rules of a development chain: each transaction gets its block. */
final class TestChain implements AutoCloseable {
  private static final long GAS = 10_000_000;
  private static final U256 MAX_FEE = U256.of(100_000_000_000L);

  private final List<Account> people =
      Mnemonic.accounts("test test test test test test test test test test test junk", 3);
  private final ExecutionEngine engine;

  TestChain() {
    TreeMap<Address, GenesisAccount> alloc = new TreeMap<>();
    for (Predeploy predeploy : Predeploys.all()) {
      alloc.put(
          predeploy.address(),
          new GenesisAccount(1, U256.ZERO, predeploy.code(), new TreeMap<>(predeploy.storage())));
    }
    for (Account person : people) {
      alloc.put(person.address(), GenesisAccount.ofBalance(U256.of(Long.MAX_VALUE).multiply(1000)));
    }
    ChainSpec spec = ChainSpec.of(31337, ForkSchedule.fromGenesis(Fork.OSAKA));
    engine =
        ExecutionEngine.open(
            new InMemoryStore(),
            Genesis.of(spec, 1_000, 30_000_000, U256.of(1_000_000_000), alloc));
  }

  Account alice() {
    return people.get(0);
  }

  Account bob() {
    return people.get(1);
  }

  Account carol() {
    return people.get(2);
  }

  /** The time of the last block, in seconds. */
  U256 now() {
    return U256.of(engine.head().header().timestamp());
  }

  U256 balance(Address address) {
    var account = engine.head().account(address);
    return account == null ? U256.ZERO : account.balance();
  }

  Address deploy(Account from, Bytes creation) {
    Executed executed = execute(from, null, U256.ZERO, creation);
    assertThat(executed.isSuccess()).as(String.valueOf(executed)).isTrue();
    return Objects.requireNonNull(executed.createdAddress());
  }

  /** Sends a call that succeeds, and returns its logs. */
  List<Log> send(Account from, Call<?> call) {
    Executed executed = execute(from, call.to(), call.value(), call.data());
    assertThat(executed.isSuccess()).as(String.valueOf(executed)).isTrue();
    return executed.logs();
  }

  /** Sends a call that succeeds, and reads what it returned. */
  <R> R result(Account from, Call<R> call) {
    Executed executed = execute(from, call.to(), call.value(), call.data());
    assertThat(executed.isSuccess()).as(String.valueOf(executed)).isTrue();
    return call.decode(executed.output());
  }

  /** Sends a call that reverts, and returns the reason in words. */
  String refusal(Account from, Call<?> call, ContractAbi abi) {
    Executed executed = execute(from, call.to(), call.value(), call.data());
    assertThat(executed.isSuccess()).isFalse();
    assertThat(executed.logs()).isEmpty();
    return RevertReason.describe(executed.output(), abi);
  }

  /** Asks without a transaction. */
  <R> R ask(Call<R> call) {
    Executed executed =
        (Executed)
            engine.call(
                engine.head(),
                engine.environment(engine.head()),
                transaction(alice(), call.to(), call.value(), call.data()),
                alice().address(),
                null);
    assertThat(executed.isSuccess()).as(String.valueOf(executed)).isTrue();
    return call.decode(executed.output());
  }

  /** The logs of one event of one contract. */
  static <E> List<E> events(List<Log> logs, Address emitter, Event<E> event) {
    return logs.stream()
        .filter(log -> log.address().equals(emitter) && event.matches(log.topics()))
        .map(log -> event.decode(log.topics(), log.data()))
        .toList();
  }

  private Executed execute(Account from, @Nullable Address to, U256 value, Bytes data) {
    BlockHeader head = engine.head().header();
    BlockBuilder builder =
        engine.propose(
            new BlockAttributes(
                head.timestamp() + 1,
                Address.ZERO,
                head.gasLimit(),
                Hash32.ZERO,
                List.of(),
                Hash32.ZERO,
                0,
                Bytes.EMPTY,
                null));
    Transaction unsigned = transaction(from, to, value, data);
    Signature signature = Secp256k1.sign(unsigned.signingHash(), from.privateKey().toArray());
    assertThat(builder.add(unsigned.withSignature(signature))).isInstanceOf(Executed.class);
    ExecutedBlock executed = (ExecutedBlock) builder.finish();
    engine.commit(executed);
    return executed.transactions().getFirst();
  }

  private Transaction transaction(Account from, @Nullable Address to, U256 value, Bytes data) {
    var account = engine.head().account(from.address());
    return new DynamicFeeTransaction(
        31337,
        account == null ? 0 : account.nonce(),
        U256.ZERO,
        MAX_FEE,
        GAS,
        to,
        value,
        data,
        List.of(),
        Signature.NONE);
  }

  @Override
  public void close() {
    engine.close();
  }
}
