package io.weft.execution.testing;

import io.weft.execution.block.Ancestry;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.crypto.Signature;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Transactions with their senders, and what they are executed on. Roots are fingerprints. */
public final class TestBlock {
  public static final long CHAIN_ID = 1337;
  private static final long NUMBER = 1000;
  private static final long TIMESTAMP = 1_700_000_000;

  private final Fork fork;
  private final Address coinbase;
  private final TestState state;
  private final long gasLimit;
  private final U256 baseFee;
  private final List<Transaction> transactions = new ArrayList<>();
  private final List<Address> senders = new ArrayList<>();
  private final Map<Address, Long> nonces = new HashMap<>();

  public TestBlock(Fork fork, Address coinbase, TestState state, long gasLimit, U256 baseFee) {
    this.fork = fork;
    this.coinbase = coinbase;
    this.state = state;
    this.gasLimit = gasLimit;
    this.baseFee = baseFee;
  }

  /** A roomy block without a base fee. */
  public static TestBlock of(Fork fork, TestState state) {
    return new TestBlock(fork, Address.of(0xC01), state, 1_000_000_000, U256.ZERO);
  }

  public TestBlock add(Address sender, Transaction transaction) {
    transactions.add(transaction);
    senders.add(sender);
    return this;
  }

  /** Adds a call with the sender's next nonce, or a creation where {@code to} is null. */
  public TestBlock call(
      Address sender, @Nullable Address to, long value, long gasPrice, Bytes data) {
    long nonce = nonces.merge(sender, 1L, Long::sum) - 1;
    return add(
        sender,
        new LegacyTransaction(
            null, nonce, U256.of(gasPrice), 1_000_000, to, U256.of(value), data, Signature.NONE));
  }

  /** The same block with those transactions alone. */
  public TestBlock with(IntPredicate kept) {
    return with(gasLimit, kept);
  }

  /** The same block with another gas limit. */
  public TestBlock withGasLimit(long limit) {
    return with(limit, index -> true);
  }

  private TestBlock with(long limit, IntPredicate kept) {
    TestBlock block = new TestBlock(fork, coinbase, state, limit, baseFee);
    for (int i = 0; i < transactions.size(); i++) {
      if (kept.test(i)) {
        block.add(senders.get(i), transactions.get(i));
      }
    }
    return block;
  }

  public TestBlock call(Address sender, Address to) {
    return call(sender, to, 0, 1, Bytes.EMPTY);
  }

  public ChainSpec spec() {
    return ChainSpec.of(CHAIN_ID, ForkSchedule.fromGenesis(fork));
  }

  public Fork fork() {
    return fork;
  }

  public List<Transaction> transactions() {
    return transactions;
  }

  public Address sender(int index) {
    return senders.get(index);
  }

  public BlockEnvironment environment() {
    return new BlockEnvironment(
        fork,
        U256.of(CHAIN_ID),
        NUMBER,
        TIMESTAMP,
        coinbase,
        gasLimit,
        baseFee,
        U256.of(0xD1FF),
        fork.isAtLeast(Fork.CANCUN) ? U256.ONE : U256.ZERO,
        0,
        this::hash);
  }

  /** As a node's does, whoever is to tell hashes holds the state. */
  private Hash32 hash(long number) {
    return Hash32.from(U256.of(number));
  }

  public ParentBlock parent() {
    BlockHeader header =
        new BlockHeader(
            Hash32.ZERO,
            BlockHeader.EMPTY_OMMERS_HASH,
            coinbase,
            Hash32.ZERO,
            Hash32.ZERO,
            Hash32.ZERO,
            LogsBloom.EMPTY.toBytes(),
            U256.ZERO,
            NUMBER - 1,
            gasLimit,
            0,
            TIMESTAMP - 10,
            Bytes.EMPTY,
            Hash32.ZERO,
            0,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new ParentBlock(
        header,
        state,
        this::hash,
        diff -> Hash32.from(U256.of(diff.hashCode())),
        Ancestry.NONE,
        null);
  }
}
