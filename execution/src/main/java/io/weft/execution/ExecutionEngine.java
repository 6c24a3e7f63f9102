package io.weft.execution;

import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.BlockBuilder;
import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.BlockTracer;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.CheckedBlockExecutor;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.block.StateRootComputer;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chain.ChainPosition;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.commit.ChainStart;
import io.weft.execution.commit.Committer;
import io.weft.execution.commit.StateCommitment;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.Evm;
import io.weft.execution.evm.PreparedCodes;
import io.weft.execution.evm.StopSignal;
import io.weft.execution.evm.Tracer;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a node asks of execution: the head, the next block, and what a call would do.
 *
 * <pre>
 * propose(attributes) --> BlockBuilder --> ExecutedBlock --.
 * execute(block) ------------------------> ExecutedBlock --+--> commit --> ChainView
 * </pre>
 *
 * <p>Proposing and executing store nothing, so candidates may be dropped; {@link #commit} stores.
 * {@link #head}, {@link #call}, {@link #replay} and all that a {@link ChainView} answers are for
 * any thread at any time. Whatever moves the head (commit, intervene, unwind) is for one thread at
 * a time, the one that owns the order of blocks.
 */
public final class ExecutionEngine implements AutoCloseable {
  private static final StateRootComputer ROOT_NOT_ASKED =
      diff -> {
        throw new IllegalStateException("no block is built on this parent");
      };

  private final KeyValueStore store;
  private final ChainSpec spec;
  private final SenderRecovery senders;
  private final Committer committer;
  private final RecentStates recentStates = new RecentStates();

  /** For the machines of blocks being built and of calls, which do not live long. */
  private final PreparedCodes codes = new PreparedCodes();

  /** Guarded by itself: an executor works on one block at a time. */
  private final BlockExecutor executor;

  private final BlockExecutors executors;

  /** Guarded likewise. */
  private final TransactionExecutor builder;

  private ExecutionEngine(
      KeyValueStore store,
      ChainSpec spec,
      SenderRecovery senders,
      Committer committer,
      BlockExecutors executors) {
    this.store = store;
    this.spec = spec;
    this.senders = senders;
    this.committer = committer;
    this.executor = new CheckedBlockExecutor(spec, executors.create(spec, senders));
    this.builder = executors.forBuilding();
    this.executors = executors;
  }

  /**
   * Opens the chain that starts with {@code genesis}, at its last committed block; an empty store
   * gets the first one. The store belongs to the engine from here on.
   *
   * @param senders how to tell who sent a transaction, see {@link SenderRecovery#of}
   * @throws io.weft.execution.store.WrongStoreException if the store holds another chain
   * @throws io.weft.execution.store.StoreException if it cannot be read
   */
  public static ExecutionEngine open(KeyValueStore store, Genesis genesis, SenderRecovery senders) {
    return open(store, genesis, senders, BlockExecutors.sequential());
  }

  /**
   * Opens with a choice of how blocks are executed.
   *
   * @param executors stay the caller's, and open for as long as the engine
   */
  public static ExecutionEngine open(
      KeyValueStore store, Genesis genesis, SenderRecovery senders, BlockExecutors executors) {
    return new ExecutionEngine(
        store, genesis.spec(), senders, ChainStart.open(store, genesis), executors);
  }

  /** Opens with recovery from the signature each time. */
  public static ExecutionEngine open(KeyValueStore store, Genesis genesis) {
    return open(store, genesis, SenderRecovery.of(genesis.spec()));
  }

  /** The genesis of the chain in {@code store}, or null where there is none yet. */
  public static @Nullable Genesis storedGenesis(KeyValueStore store) {
    return ChainStart.genesis(store);
  }

  public ChainSpec spec() {
    return spec;
  }

  public SenderRecovery senders() {
    return senders;
  }

  /** The last committed block and everything up to it. */
  public ChainView head() {
    return committer.head();
  }

  // --- the next block

  /**
   * Starts a block on the head. The caller adds transactions and finishes it; see {@link
   * BlockBuilder}.
   *
   * @throws IllegalArgumentException if the attributes break a rule of headers
   */
  public BlockBuilder propose(BlockAttributes attributes) {
    return new BlockBuilder(spec, senders, codes, parentAtHead(), attributes);
  }

  /** Adds candidates to a block under construction, on as many threads as blocks are executed. */
  public void fill(BlockBuilder block, Candidates candidates) {
    synchronized (builder) {
      block.addAll(candidates, builder);
    }
  }

  /** Checks and executes a block on the head. */
  public BlockResult execute(Block block) {
    return execute(block, null);
  }

  /**
   * The same where an access list came with the block.
   *
   * @param accessList checked with the block, or null
   */
  public BlockResult execute(Block block, @Nullable BlockAccessList accessList) {
    synchronized (executor) {
      return executor.execute(parentAtHead(), block, accessList);
    }
  }

  /**
   * Stores an executed block and makes it the head, all or nothing; on return it is durable.
   *
   * @throws IllegalArgumentException if the head is not its parent
   */
  public ChainView commit(ExecutedBlock executed) {
    ChainView head = head();
    StateCommitment state = recentStates.take(executed.diff(), head.stateRoot());
    if (state == null) {
      state = committer.stateAfter(head, executed.diff());
    }
    return committer.commit(executed.block(), executed.receipts(), executed.accessList(), state);
  }

  /** Starts to add many blocks, see {@link ChainExtension}. */
  public ChainExtension extend() {
    return new ChainExtension(spec, committer, recentStates, executors);
  }

  /**
   * Changes the state between blocks, as development chains allow. Durable and part of the chain's
   * history; visible in the head at once.
   *
   * @param diff made on the head
   */
  public ChainView intervene(StateDiff diff) {
    return committer.intervene(diff);
  }

  /**
   * Goes back to where the chain was; what came after is gone.
   *
   * @param position of a view that was the head before
   * @throws IllegalArgumentException if the present head does not descend from it
   */
  public ChainView unwind(ChainPosition position) {
    return committer.unwind(position);
  }

  /** The threads that help whoever executes a block. */
  public List<Thread> helpers() {
    return executors.helpers();
  }

  // --- questions

  /** How a recent block was executed here; null where that is not known. */
  public @Nullable ExecutionReport executionReport(long number) {
    return executors.report(number);
  }

  /** What code sees in the block {@code view} is of, for calls made as if in it. */
  public BlockEnvironment environment(ChainView view) {
    return BlockExecution.environment(spec, view.header(), parent(view, ROOT_NOT_ASKED));
  }

  /** What code would see in the block after the head with these attributes. */
  public BlockEnvironment environment(BlockAttributes attributes) {
    ParentBlock parent = parentAtHead();
    BlockBuilder builder = new BlockBuilder(spec, senders, codes, parent, attributes);
    return BlockExecution.environment(spec, builder.draft(), parent);
  }

  /**
   * What a transaction would do that nobody signed (eth_call). Changes nothing.
   *
   * @param state to start from; a {@link ChainView} or an overlay on one
   * @param tracer watches every step, or null to run at full speed
   */
  public TransactionResult call(
      StateView state,
      BlockEnvironment environment,
      Transaction transaction,
      Address sender,
      @Nullable Tracer tracer) {
    return call(state, environment, transaction, sender, tracer, new Evm(codes));
  }

  /**
   * A machine for calls, which shares the prepared code of blocks.
   *
   * @param precompiles in place of the fork's, or null
   * @param stop ends what it executes before its time, or null
   */
  public Evm machine(@Nullable PrecompiledContracts precompiles, @Nullable StopSignal stop) {
    return new Evm(codes, precompiles, stop);
  }

  /** The same on a machine that differs from a block's, or that can be stopped. */
  public TransactionResult call(
      StateView state,
      BlockEnvironment environment,
      Transaction transaction,
      Address sender,
      @Nullable Tracer tracer,
      Evm evm) {
    JournaledState journal =
        new JournaledState(state, TransactionProcessor.emptyAccountRule(environment.fork()));
    return new TransactionProcessor(spec, evm)
        .simulate(environment, transaction, sender, journal, tracer);
  }

  /**
   * Executes a stored block again on what it was first executed on, to watch it. That it is valid
   * was checked before it was stored, and is not checked again.
   *
   * @return null where there is no such block, or it is the first
   */
  public @Nullable BlockResult replay(long number, BlockTracer tracer) {
    Block block = head().block(number);
    ChainView before = committer.parentOf(number);
    if (block == null || before == null) {
      return null;
    }
    ParentBlock parent = parent(before, diff -> block.header().stateRoot());
    return new SequentialBlockExecutor(spec, senders).execute(parent, block, tracer);
  }

  /** What the block with this number was executed on, with interventions; null for the first. */
  public @Nullable ChainView parentOf(long number) {
    return committer.parentOf(number);
  }

  /** The interventions made before the block with this number, in order. */
  public List<StateDiff> interventions(long number) {
    return committer.interventions(number);
  }

  @Override
  public void close() {
    store.close();
  }

  /** The head as a parent; roots are remembered for the commit that may follow. */
  private ParentBlock parentAtHead() {
    ChainView head = head();
    return parent(
        head,
        diff -> {
          StateCommitment state = committer.stateAfter(head, diff);
          recentStates.put(diff, state);
          return state.stateRoot();
        });
  }

  private static ParentBlock parent(ChainView view, StateRootComputer roots) {
    return new ParentBlock(
        view.header(),
        view,
        number -> {
          Hash32 hash = view.hash(number);
          return hash == null ? Hash32.ZERO : hash;
        },
        roots,
        view::block,
        null);
  }
}
