package io.weft.execution;

import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.BlockRules;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.commit.Committer;
import io.weft.execution.commit.PendingStates;
import io.weft.execution.commit.StateCommitment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds many blocks to a chain, several of them on their way at once.
 *
 * <pre>
 * block n+2 --> execute    on the changes of n+1, which are not in any trie yet
 * block n+1 -----> complete     on the tries of n, which are not stored yet
 * block n -----------> store
 * </pre>
 *
 * <p>Each of the three is for a thread of its own, and each takes the blocks in their order. A
 * block found invalid by {@link #execute} or {@link #complete} is the end: nothing after it may be
 * stored. While an extension is open nobody else moves the head.
 *
 * <p>Before Byzantium receipts hold state roots, so execution waits for the tries of the parent
 * there; elsewhere it does so only for an account whose storage is in question when a contract is
 * created on it.
 */
public final class ChainExtension implements AutoCloseable {
  private final ChainSpec spec;
  private final Committer committer;
  private final RecentStates recentStates;
  private final PendingStates states;
  private final BlockRules rules;
  private final BlockExecutor executor;

  // Owned by the thread that executes, but for the senders, which executors read.
  private final List<AheadState.Layer> layers = new ArrayList<>();
  private final List<Block> ahead = new ArrayList<>();
  private BlockHeader last;
  private @Nullable U256 totalDifficulty;
  private volatile SenderRecovery senders;

  /** The number of the last block that is complete; guarded by this. */
  private long completed;

  /** Guarded by this. */
  private boolean isClosed;

  /**
   * @param recentStates where the states of blocks built here are found
   */
  ChainExtension(
      ChainSpec spec, Committer committer, RecentStates recentStates, BlockExecutors executors) {
    this.spec = spec;
    this.committer = committer;
    this.recentStates = recentStates;
    this.states = committer.pendingStates();
    this.rules = new BlockRules(spec);
    this.senders = SenderRecovery.of(spec);
    this.executor = executors.create(spec, this::sender);
    ChainView head = committer.head();
    this.last = head.header();
    this.completed = head.number();
    this.totalDifficulty = totalDifficulty();
  }

  /** Goes on from the head, which others have moved while no block was on its way. */
  public void restart() {
    ChainView head = committer.head();
    layers.clear();
    ahead.clear();
    last = head.header();
    totalDifficulty = totalDifficulty();
    synchronized (this) {
      completed = head.number();
    }
  }

  private @Nullable Address sender(Transaction transaction, Fork fork) {
    return senders.recover(transaction, fork);
  }

  /** The work of all blocks up to the head; null where the rules do not ask for it. */
  private @Nullable U256 totalDifficulty() {
    return spec.terminalTotalDifficulty() == null ? null : committer.totalDifficulty();
  }

  /**
   * Checks and executes the next block, all but what its header says of the outcome.
   *
   * @param recovered tells the senders of its transactions
   * @param accessList that came with the block, or null
   */
  public BlockResult execute(
      Block block, SenderRecovery recovered, @Nullable BlockAccessList accessList) {
    ParentBlock parent = parent();
    InvalidBlock invalid = rules.check(parent, block, accessList);
    if (invalid != null) {
      return invalid;
    }
    senders = recovered;
    BlockResult result = executor.execute(parent, block, accessList);
    if (result instanceof ExecutedBlock executed) {
      follow(executed);
    }
    return result;
  }

  /** Goes on from a block that was built here, on the last one; in the place of executing it. */
  public void follow(ExecutedBlock executed) {
    last = executed.header();
    layers.add(new AheadState.Layer(last.number(), executed.diff()));
    ahead.add(executed.block());
    totalDifficulty = totalDifficulty == null ? null : totalDifficulty.add(last.difficulty());
  }

  private ParentBlock parent() {
    ChainView stored = committer.head();
    layers.removeIf(layer -> layer.number() <= stored.number());
    ahead.removeIf(block -> block.number() <= stored.number());
    List<Block> pending = List.copyOf(ahead);
    long number = last.number();
    return new ParentBlock(
        last,
        new AheadState(
            stored,
            List.copyOf(layers),
            address -> isComplete(number) && states.hasStorage(address)),
        ancestor -> hash(pending, stored, ancestor),
        diff -> rootAfter(number, diff),
        ancestor -> block(pending, stored, ancestor),
        totalDifficulty);
  }

  private static Hash32 hash(List<Block> pending, ChainView stored, long number) {
    Block block = pending(pending, number);
    Hash32 hash = block == null ? stored.hash(number) : block.hash();
    return hash == null ? Hash32.ZERO : hash;
  }

  private static @Nullable Block block(List<Block> pending, ChainView stored, long number) {
    Block block = pending(pending, number);
    return block == null ? stored.block(number) : block;
  }

  private static @Nullable Block pending(List<Block> blocks, long number) {
    for (Block block : blocks) {
      if (block.number() == number) {
        return block;
      }
    }
    return null;
  }

  private Hash32 rootAfter(long parent, StateDiff diff) {
    return isComplete(parent) ? states.after(diff).stateRoot() : Hash32.ZERO;
  }

  /** Waits until a block is complete; false if it never will be. */
  private synchronized boolean isComplete(long number) {
    try {
      while (completed < number && !isClosed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return completed >= number;
  }

  /**
   * Holds a block against what its header says came of it, and readies it to be stored.
   *
   * @param accessList that came with the block, or null
   */
  public @Nullable InvalidBlock complete(
      ExecutedBlock executed, @Nullable BlockAccessList accessList) {
    InvalidBlock invalid = rules.checkOutcome(executed, accessList);
    if (invalid == null) {
      Hash32 root = states.add(executed.diff()).stateRoot();
      invalid = rules.checkStateRoot(executed.header(), root);
    }
    if (invalid == null) {
      completed(executed);
    }
    return invalid;
  }

  /** The same for a block that was built here, whose header was made of what came of it. */
  public void completeBuilt(ExecutedBlock executed) {
    StateCommitment state = recentStates.take(executed.diff(), states.lastRoot());
    if (state == null) {
      states.add(executed.diff());
    } else {
      states.add(state);
    }
    completed(executed);
  }

  private synchronized void completed(ExecutedBlock executed) {
    completed = executed.header().number();
    notifyAll();
  }

  /** Stores the next complete block and makes it the head; on return it is durable. */
  public ChainView store(ExecutedBlock executed) {
    return states.write(executed.block(), executed.receipts(), executed.accessList());
  }

  /** Lets go of every thread that waits inside. */
  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    states.close();
  }
}
