package io.weft.node.simulator;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.SightingVisitor;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.CallKind;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.Account;
import io.weft.execution.types.Block;
import io.weft.execution.types.Transaction;
import io.weft.node.simulator.BlockTrace.Kind;
import io.weft.node.simulator.RecordingView.Question;
import io.weft.node.simulator.TransactionTrace.Read;
import io.weft.node.simulator.TransactionTrace.Stretch;
import io.weft.node.simulator.TransactionTrace.Write;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocks one transaction after the other and notes what each transaction does. Times are
 * medians over runs in which nothing is noted; the moments of reads come from a run of each
 * transaction by itself, stretched to those times. Any number of blocks of one chain, one thread.
 */
public final class TraceRecorder {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private final ChainSpec spec;
  private final SenderRecovery senders;
  private final int warmUp;
  private final int repeat;
  private final TransactionProcessor processor;
  private final NotedStretches stretches = new NotedStretches();
  private final TransactionProcessor noting;
  private long firstRunNanos;
  private long secondRunNanos;

  /**
   * @param warmUp runs of each block before those that are timed
   * @param repeat runs that are timed
   */
  public TraceRecorder(ChainSpec spec, SenderRecovery senders, int warmUp, int repeat) {
    this.spec = spec;
    this.senders = senders;
    this.warmUp = warmUp;
    this.repeat = repeat;
    processor = new TransactionProcessor(spec);
    noting = processor.another(stretches);
  }

  /** Time of second runs of transactions, right after the first, over that of the first. */
  public double rerunFactor() {
    return firstRunNanos == 0 ? 1 : (double) secondRunNanos / firstRunNanos;
  }

  /**
   * Runs a block.
   *
   * @throws IllegalArgumentException if one of its transactions cannot be in it
   */
  public BlockTrace record(String name, ParentBlock parent, Block block) {
    Recording recording = new Recording(parent, block);
    for (int i = 0; i < warmUp; i++) {
      recording.time(new long[recording.steps()]);
    }
    long[][] times = new long[repeat][recording.steps()];
    for (long[] run : times) {
      recording.time(run);
    }
    return recording.note(name, medians(times));
  }

  private static long[] medians(long[][] runs) {
    long[] result = new long[runs[0].length];
    for (int step = 0; step < result.length; step++) {
      long[] sorted = new long[runs.length];
      for (int run = 0; run < runs.length; run++) {
        sorted[run] = runs[run][step];
      }
      Arrays.sort(sorted);
      result[step] = sorted[sorted.length / 2];
    }
    return result;
  }

  private final class Recording {
    private final ParentBlock parent;
    private final Block block;
    private final List<Transaction> transactions;
    private final BlockEnvironment environment;
    private final JournaledState state;

    Recording(ParentBlock parent, Block block) {
      this.parent = parent;
      this.block = block;
      transactions = block.transactions();
      environment = BlockExecution.environment(spec, block.header(), parent);
      state =
          new JournaledState(
              parent.state(), TransactionProcessor.emptyAccountRule(environment.fork()));
    }

    /** The transactions, and all the rest as one. */
    int steps() {
      return transactions.size() + 1;
    }

    /** One run from beginning to end, as the sequential executor does it. */
    void time(long[] nanos) {
      long start = System.nanoTime();
      begin();
      long last = System.nanoTime();
      long rest = last - start;
      for (int i = 0; i < transactions.size(); i++) {
        run(i, processor);
        long now = System.nanoTime();
        nanos[i] = now - last;
        last = now;
      }
      state.toDiff();
      nanos[transactions.size()] = rest + System.nanoTime() - last;
    }

    private void begin() {
      new BlockExecution(spec, parent, environment, processor, state)
          .begin(block.header().parentBeaconBlockRoot());
      state.trackAccesses(false);
    }

    private void run(int index, TransactionProcessor by) {
      Transaction transaction = transactions.get(index);
      TransactionResult result =
          by.process(
              environment, transaction, sender(transaction), NO_LIMIT, NO_LIMIT, state, null);
      if (result instanceof Rejected rejected) {
        throw new IllegalArgumentException("transaction " + index + ": " + rejected);
      }
    }

    private @Nullable Address sender(Transaction transaction) {
      return senders.recover(transaction, environment.fork());
    }

    /** Runs each transaction by itself, notes what it does, and lets it run a second time. */
    BlockTrace note(String name, long[] medians) {
      BlockSoFar before = new BlockSoFar(parent.state());
      BlockSoFar now = new BlockSoFar(parent.state());
      begin();
      StateDiff atStart = state.toDiff();
      before.apply(atStart);
      now.apply(atStart);
      LocationTable table = new LocationTable(before);
      int coinbase = table.field(Kind.BALANCE, block.header().coinbase());
      List<TransactionTrace> traces = new ArrayList<>();
      for (int i = 0; i < transactions.size(); i++) {
        traces.add(note(i, medians[i], table, now));
      }
      return new BlockTrace(
          name,
          block.header().gasUsed(),
          medians[transactions.size()],
          table.locations(),
          coinbase,
          traces);
    }

    private TransactionTrace note(int index, long nanos, LocationTable table, BlockSoFar now) {
      RecordingView view = new RecordingView(now);
      long first = runAlone(index, view);
      List<Question> questions = List.copyOf(view.questions());
      List<Stretch> noted = stretches.noted();
      long second = runAlone(index, view);
      firstRunNanos += first;
      secondRunNanos += second;
      Seen seen = new Seen();
      state.visitSightings(seen);
      Transaction transaction = transactions.get(index);
      Address sender = Objects.requireNonNull(sender(transaction));
      List<Read> reads = new ArrayList<>();
      for (Question question : questions) {
        long offset = Math.min(first, question.offsetNanos());
        addReads(reads, question, offset, seen, sender, table, now);
      }
      StateDiff diff = state.toDiff();
      List<Write> writes = writes(diff, table);
      now.apply(diff);
      return new TransactionTrace(kind(transaction, sender), first, reads, noted, writes)
          .scaled((double) nanos / Math.max(1, first));
    }

    private long runAlone(int index, RecordingView view) {
      state.reset(view, TransactionProcessor.emptyAccountRule(environment.fork()));
      view.start();
      stretches.start();
      long start = System.nanoTime();
      run(index, noting);
      return System.nanoTime() - start;
    }
  }

  private static long kind(Transaction transaction, Address sender) {
    return transaction.data().isEmpty()
        ? 0
        : CallKind.naming(CallKind.called(transaction), transaction, sender);
  }

  private static void addReads(
      List<Read> reads,
      Question question,
      long offset,
      Seen seen,
      Address sender,
      LocationTable table,
      BlockSoFar now) {
    Address address = question.address();
    U256 slot = question.slot();
    if (slot != null) {
      Need need = new Need.Exactly(now.storage(address, slot));
      reads.add(new Read(table.slot(address, slot), offset, need));
      return;
    }
    Account account = now.account(address);
    Map<Kind, Need> needs = new EnumMap<>(Kind.class);
    for (Kind kind : seen.exactly.getOrDefault(address, List.of())) {
      // The nonce a sender must have is in the transaction.
      boolean isForeseen = kind == Kind.NONCE && address.equals(sender);
      needs.put(
          kind,
          isForeseen ? new Need.Nothing() : new Need.Exactly(LocationTable.value(kind, account)));
    }
    U256 spare = seen.spare.get(address);
    if (spare != null && !needs.containsKey(Kind.BALANCE)) {
      U256 balance = LocationTable.value(Kind.BALANCE, account);
      needs.put(Kind.BALANCE, new Need.AtLeast(balance.subtract(spare)));
    }
    if (needs.isEmpty()) {
      needs.put(Kind.BALANCE, new Need.Nothing());
    }
    needs.forEach((kind, need) -> reads.add(new Read(table.field(kind, address), offset, need)));
  }

  private static List<Write> writes(StateDiff diff, LocationTable table) {
    List<Write> writes = new ArrayList<>();
    for (StateDiff.AccountDiff change : diff.accounts()) {
      Address address = change.address();
      for (Kind kind : List.of(Kind.NONCE, Kind.BALANCE, Kind.CODE, Kind.EXISTENCE)) {
        U256 after = LocationTable.value(kind, change.after());
        if (!after.equals(LocationTable.value(kind, change.before()))) {
          writes.add(new Write(table.field(kind, address), after));
        }
      }
      Map<U256, U256> slots = new HashMap<>();
      if (change.storageCleared()) {
        table.slots(address).forEach(slot -> slots.put(slot, U256.ZERO));
      }
      change.slots().forEach(slot -> slots.put(slot.slot(), slot.after()));
      slots.forEach((slot, value) -> writes.add(new Write(table.slot(address, slot), value)));
    }
    return List.copyOf(writes);
  }

  /** What a transaction saw of accounts. */
  private static final class Seen implements SightingVisitor {
    final Map<Address, List<Kind>> exactly = new HashMap<>();
    final Map<Address, U256> spare = new HashMap<>();

    private void add(Address account, Kind kind) {
      exactly.computeIfAbsent(account, unknown -> new ArrayList<>()).add(kind);
    }

    @Override
    public void nonce(Address account) {
      add(account, Kind.NONCE);
    }

    @Override
    public void balance(Address account) {
      add(account, Kind.BALANCE);
    }

    @Override
    public void spareBalance(Address account, U256 spareWei) {
      spare.put(account, spareWei);
    }

    @Override
    public void code(Address account) {
      add(account, Kind.CODE);
    }

    @Override
    public void existence(Address account) {
      add(account, Kind.EXISTENCE);
    }
  }
}
