package io.weft.node.dev;

import io.weft.consensus.single.SealingMode;
import io.weft.consensus.single.SingleValidator;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockAttributes;
import io.weft.execution.chain.ChainPosition;
import io.weft.execution.chain.ChainView;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.types.Account;
import io.weft.execution.types.BlobSidecar;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Transaction;
import io.weft.node.importer.Importer;
import io.weft.node.pool.Admission;
import io.weft.node.pool.PooledTransaction;
import io.weft.node.pool.TransactionPool;
import io.weft.node.proposer.BlockPlan;
import io.weft.node.rpc.DevControls;
import io.weft.node.rpc.RpcException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The controls of a development chain, and the plan its proposer follows.
 *
 * <p>Everything that changes the chain or its clock runs on the consensus thread, between two
 * blocks; only the set of impersonated accounts is shared and read by any thread.
 */
public final class DevChain implements DevControls, BlockPlan {
  private final ExecutionEngine engine;
  private final Importer importer;
  private final TransactionPool pool;
  private final ChainWriter chainDump;
  private final Set<Address> impersonated = ConcurrentHashMap.newKeySet();
  private volatile boolean isEverybodyImpersonated;

  // Set by the consensus thread, which owns what follows too; any thread may look at it.
  private final DevClock clock;
  private final NavigableMap<Long, Snapshot> snapshots = new TreeMap<>();
  private long lastSnapshot;
  private Address coinbase = Address.ZERO;
  private long gasLimit;
  private @Nullable U256 nextBaseFee;
  private @Nullable Hash32 nextPrevRandao;

  // Set once, before the chain is used: validator and plan know each other.
  private @Nullable SingleValidator validator;

  /** Writes the whole chain; called between two blocks. */
  @FunctionalInterface
  public interface ChainWriter {
    void writeTo(OutputStream out) throws IOException;
  }

  private record Snapshot(
      ChainPosition position, DevClock.Setting clock, List<PooledTransaction> waiting) {}

  public DevChain(
      ExecutionEngine engine,
      Importer importer,
      TransactionPool pool,
      InstantSource realTime,
      ChainWriter chainDump) {
    this.engine = engine;
    this.chainDump = chainDump;
    this.importer = importer;
    this.pool = pool;
    this.clock = new DevClock(realTime);
    this.gasLimit = engine.head().header().gasLimit();
  }

  /** Names the driver that runs the plan; once, before anything else is called. */
  public void use(SingleValidator driver) {
    validator = driver;
  }

  @Override
  public BlockAttributes next(BlockHeader parent) {
    long timestamp = clock.take(parent.timestamp());
    Hash32 prevRandao = nextPrevRandao != null ? nextPrevRandao : randomness(parent, timestamp);
    BlockAttributes attributes =
        new BlockAttributes(
            timestamp,
            coinbase,
            gasLimit,
            prevRandao,
            List.of(),
            Hash32.ZERO,
            parent.number() + 1,
            Bytes.EMPTY,
            nextBaseFee);
    nextPrevRandao = null;
    nextBaseFee = null;
    return attributes;
  }

  @Override
  public MiningMode miningMode() {
    return switch (validator().mode()) {
      case SealingMode.Instant ignored -> MiningMode.INSTANT;
      case SealingMode.Interval ignored -> MiningMode.INTERVAL;
      case SealingMode.Mixed ignored -> MiningMode.MIXED;
      case SealingMode.Manual ignored -> MiningMode.MANUAL;
    };
  }

  @Override
  public long miningIntervalSeconds() {
    return validator().mode().period().toSeconds();
  }

  @Override
  public void setAutomine(boolean isOn) {
    changeMode(isOn, validator().mode().period());
  }

  @Override
  public void setMiningInterval(long seconds) {
    if (seconds < 0) {
      throw new IllegalArgumentException("interval: expected 0 seconds or more, got " + seconds);
    }
    changeMode(
        validator().mode().sealsOnTransactions() && seconds == 0, Duration.ofSeconds(seconds));
  }

  private void changeMode(boolean onTransactions, Duration period) {
    SealingMode mode =
        period.isZero()
            ? onTransactions ? new SealingMode.Instant() : new SealingMode.Manual()
            : onTransactions ? new SealingMode.Mixed(period) : new SealingMode.Interval(period);
    try {
      validator().changeMode(mode);
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  @Override
  public void mine(long count, long intervalSeconds) {
    if (count < 0 || count > 1_000_000) {
      throw new IllegalArgumentException("blocks to mine: expected 0 to 1000000, got " + count);
    }
    between(
        () -> {
          for (long i = 0; i < count; i++) {
            long parentTime = engine.head().header().timestamp();
            if (i > 0 && intervalSeconds > 0) {
              clock.setNext(Math.addExact(parentTime, intervalSeconds), parentTime);
            }
            validator().sealNow();
          }
          return true;
        });
  }

  @Override
  public long snapshot() {
    return between(
        () -> {
          long id = ++lastSnapshot;
          snapshots.put(
              id, new Snapshot(engine.head().position(), clock.setting(), pool.transactions()));
          return id;
        });
  }

  @Override
  public boolean revert(long id) {
    return between(
        () -> {
          Snapshot snapshot = snapshots.get(id);
          if (snapshot == null) {
            return false;
          }
          snapshots.tailMap(id, true).clear();
          pool.clear();
          importer.rewind(snapshot.position);
          clock.restore(snapshot.clock);
          snapshot.waiting.forEach(pool::submit);
          return true;
        });
  }

  @Override
  public void reset() {
    between(
        () -> {
          ChainView genesis = engine.head().at(0);
          if (genesis == null) {
            throw new IllegalStateException("block 0 is missing");
          }
          snapshots.clear();
          pool.clear();
          importer.rewind(genesis.position());
          clock.restore(new DevClock.Setting(0, null, null));
          coinbase = Address.ZERO;
          gasLimit = genesis.header().gasLimit();
          nextBaseFee = null;
          nextPrevRandao = null;
          impersonated.clear();
          isEverybodyImpersonated = false;
          return true;
        });
  }

  @Override
  public long increaseTime(long seconds) {
    if (seconds < 0) {
      throw new IllegalArgumentException("seconds: expected 0 or more, got " + seconds);
    }
    return between(() -> clock.increase(seconds, engine.head().header().timestamp()));
  }

  @Override
  public long setTime(long timestampSeconds) {
    return between(() -> clock.moveTo(timestampSeconds));
  }

  @Override
  public void setNextBlockTimestamp(long timestampSeconds) {
    between(
        () -> {
          clock.setNext(timestampSeconds, engine.head().header().timestamp());
          return true;
        });
  }

  @Override
  public long nextTimestamp(long parentTimestampSeconds) {
    return clock.peek(parentTimestampSeconds);
  }

  @Override
  public void setBlockTimestampInterval(long seconds) {
    if (seconds < 1) {
      throw new IllegalArgumentException("seconds: expected 1 or more, got " + seconds);
    }
    between(
        () -> {
          clock.setStep(seconds);
          return true;
        });
  }

  @Override
  public boolean removeBlockTimestampInterval() {
    return between(
        () -> {
          boolean wasSet = clock.setting().stepSeconds() != null;
          clock.setStep(null);
          return wasSet;
        });
  }

  @Override
  public void setBalance(Address address, U256 balanceWei) {
    changeAccount(address, old -> new Account(old.nonce(), balanceWei, old.codeHash()));
  }

  @Override
  public void setNonce(Address address, long nonce) {
    changeAccount(address, old -> new Account(nonce, old.balance(), old.codeHash()));
  }

  @Override
  public void setCode(Address address, Bytes code) {
    intervene(view -> Interventions.code(view, address, code));
  }

  @Override
  public void setStorageAt(Address address, U256 slot, U256 value) {
    intervene(view -> Interventions.storage(view, address, slot, value));
  }

  private void changeAccount(Address address, UnaryOperator<Account> change) {
    intervene(view -> Interventions.account(view, address, change));
  }

  private void intervene(Intervention intervention) {
    between(
        () -> {
          importer.intervene(intervention.on(engine.head()));
          return true;
        });
  }

  /** Makes the change of state that a control stands for. */
  @FunctionalInterface
  private interface Intervention {
    StateDiff on(ChainView head);
  }

  @Override
  public void setCoinbase(Address address) {
    between(
        () -> {
          coinbase = address;
          return true;
        });
  }

  @Override
  public void setNextBlockBaseFeePerGas(U256 baseFeePerGas) {
    between(
        () -> {
          nextBaseFee = baseFeePerGas;
          return true;
        });
  }

  @Override
  public void setNextPrevRandao(Hash32 prevRandao) {
    between(
        () -> {
          nextPrevRandao = prevRandao;
          return true;
        });
  }

  @Override
  public void setMinGasPrice(U256 gasPrice) {
    pool.setMinTip(gasPrice);
  }

  @Override
  public void setBlockGasLimit(long newGasLimit) {
    if (newGasLimit < 5_000) {
      throw new IllegalArgumentException(
          "block gas limit: expected 5000 or more, got " + newGasLimit);
    }
    between(
        () -> {
          gasLimit = newGasLimit;
          return true;
        });
  }

  @Override
  public void impersonate(Address address) {
    impersonated.add(address);
  }

  @Override
  public void stopImpersonating(Address address) {
    impersonated.remove(address);
  }

  @Override
  public void setAutoImpersonate(boolean isOn) {
    isEverybodyImpersonated = isOn;
  }

  @Override
  public boolean isImpersonated(Address address) {
    return isEverybodyImpersonated || impersonated.contains(address);
  }

  @Override
  public Hash32 sendImpersonated(
      Address sender, Transaction unsigned, @Nullable BlobSidecar sidecar) {
    PooledTransaction transaction = PooledTransaction.impersonated(unsigned, sidecar, sender);
    return switch (pool.submit(transaction)) {
      case Admission.Accepted ignored -> transaction.hash();
      case Admission.Refused refused -> throw RpcException.refused(refused.message());
    };
  }

  @Override
  public boolean dropTransaction(Hash32 hash) {
    return pool.drop(hash);
  }

  @Override
  public void dropAllTransactions() {
    pool.clear();
  }

  @Override
  public Bytes dumpState() {
    return between(
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          chainDump.writeTo(bytes);
          return Bytes.wrap(bytes.toByteArray());
        });
  }

  @Override
  public void loadState(Bytes dump) {
    throw new IllegalArgumentException(
        "a dump holds a whole chain: start a new one from it with weft dev --load-state FILE");
  }

  // Different in every block and for every history, yet the same whenever the chain is rebuilt.
  private static Hash32 randomness(BlockHeader parent, long timestamp) {
    byte[] seed =
        parent.hash().toBytes().concat(Hash32.from(U256.of(timestamp)).toBytes()).toArray();
    return Keccak256.hash32(seed);
  }

  private SingleValidator validator() {
    SingleValidator driver = validator;
    if (driver == null) {
      throw new IllegalStateException("the development chain is not started");
    }
    return driver;
  }

  private <T> T between(Callable<T> action) {
    try {
      return validator().betweenBlocks(action);
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }
}
