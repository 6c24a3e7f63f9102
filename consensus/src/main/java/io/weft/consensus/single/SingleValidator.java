package io.weft.consensus.single;

import io.weft.consensus.BlockProposer;
import io.weft.consensus.ConsensusEngine;
import io.weft.consensus.FinalizedBlockSink;
import io.weft.execution.types.Block;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The single-validator driver.
 *
 * <p>One thread takes commands from a bounded queue and, between them, seals: when the period of
 * the mode has passed, or when transactions wait and the mode is to seal on them. After a signal it
 * lingers for {@value #LINGER_MICROS} microseconds so that a burst lands in one block; what arrives
 * while a block is made lands in the next. Waiting is signalled by a flag and one wake-up command,
 * so any number of transactions costs at most one queue entry.
 *
 * <p>A failure of the proposer or the sink means that the chain is in doubt: the thread reports it
 * to {@code onFailure} and stops; later calls are refused with the cause. A failure of an action
 * between blocks is the business of its caller, unless {@code isFatal} knows it as one of these.
 */
public final class SingleValidator implements ConsensusEngine {
  private static final int LINGER_MICROS = 500;
  private static final int QUEUE_CAPACITY = 1024;

  private final BlockProposer proposer;
  private final FinalizedBlockSink sink;
  private final FailureListener onFailure;
  private final Predicate<RuntimeException> isFatal;
  private final BlockingQueue<Command> commands = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final Thread thread;

  // Written by any thread, cleared by the consensus thread before it looks at the pool, so that a
  // signal during a block is never lost.
  private final AtomicBoolean isWaiting = new AtomicBoolean();
  // Written by the consensus thread alone (through betweenBlocks); read by any.
  private volatile SealingMode mode;
  private volatile @Nullable Throwable failure;
  private volatile boolean isClosed;

  // Owned by the consensus thread.
  private long nextSealNanos;

  /** Is told once when sealing failed and the driver stopped. */
  @FunctionalInterface
  public interface FailureListener {
    void failed(Throwable cause);
  }

  private sealed interface Command {
    record Wake() implements Command {}

    record Run(Callable<?> action, CompletableFuture<Object> result) implements Command {}

    record Stop() implements Command {}
  }

  public SingleValidator(
      SealingMode mode,
      BlockProposer proposer,
      FinalizedBlockSink sink,
      FailureListener onFailure,
      Predicate<RuntimeException> isFatal) {
    this.mode = mode;
    this.proposer = proposer;
    this.sink = sink;
    this.onFailure = onFailure;
    this.isFatal = isFatal;
    this.thread = Thread.ofPlatform().name("weft-consensus").unstarted(this::run);
  }

  @Override
  public void start() {
    thread.start();
  }

  /** The mode in force. */
  public SealingMode mode() {
    return mode;
  }

  /** Changes the mode; in force when this returns. */
  public void changeMode(SealingMode newMode) throws Exception {
    betweenBlocks(
        () -> {
          mode = newMode;
          scheduleNext();
          if (newMode.sealsOnTransactions()) {
            isWaiting.set(true);
          }
          return true;
        });
  }

  /**
   * Seals one block now, whatever the mode; must be called on the consensus thread, that is from an
   * action of {@link #betweenBlocks}.
   */
  public Block sealNow() {
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException("sealNow: expected the consensus thread, got another");
    }
    Block block = seal(true);
    if (block == null) {
      throw new IllegalStateException("proposer made no block although an empty one was allowed");
    }
    return block;
  }

  @Override
  public void transactionsWaiting() {
    if (isWaiting.compareAndSet(false, true)) {
      // A full queue has commands in it, and the flag is looked at after each of them.
      boolean ignored = commands.offer(new Command.Wake());
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the result is the action's
  public <T> T betweenBlocks(Callable<T> action) throws Exception {
    if (Thread.currentThread() == thread) {
      return action.call();
    }
    CompletableFuture<Object> result = new CompletableFuture<>();
    Command command = new Command.Run(action, result);
    requireOpen();
    commands.put(command);
    if (isClosed && commands.remove(command)) {
      requireOpen();
    }
    try {
      return (T) result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    isClosed = true;
    try {
      if (thread.isAlive()) {
        commands.put(new Command.Stop());
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireOpen() {
    if (failure != null) {
      throw new IllegalStateException("sealing stopped after a failure", failure);
    }
    if (isClosed) {
      throw new IllegalStateException("sealing is stopped");
    }
  }

  private void run() {
    try {
      scheduleNext();
      while (true) {
        Command command = await();
        switch (command) {
          case Command.Run run -> perform(run);
          case Command.Stop ignored -> {
            return;
          }
          case Command.Wake ignored -> lingerForBurst();
          case null -> {}
        }
        sealIfDue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      failure = e;
      onFailure.failed(e);
    } finally {
      isClosed = true;
      refuseTheRest();
    }
  }

  private void perform(Command.Run run) {
    try {
      run.result.complete(run.action.call());
    } catch (Throwable e) {
      run.result.completeExceptionally(e);
      if (e instanceof RuntimeException failed && isFatal.test(failed)) {
        throw failed;
      }
    }
  }

  private @Nullable Command await() throws InterruptedException {
    if (mode.sealsOnTransactions() && isWaiting.get()) {
      return commands.poll();
    }
    if (mode.period().isZero()) {
      return commands.take();
    }
    long wait = nextSealNanos - System.nanoTime();
    return commands.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
  }

  private void lingerForBurst() throws InterruptedException {
    if (mode.sealsOnTransactions()) {
      TimeUnit.MICROSECONDS.sleep(LINGER_MICROS);
    }
  }

  private void sealIfDue() {
    boolean isPeriodOver = !mode.period().isZero() && System.nanoTime() - nextSealNanos >= 0;
    if (isPeriodOver) {
      seal(true);
    } else if (mode.sealsOnTransactions() && isWaiting.get()) {
      seal(false);
    }
  }

  private @Nullable Block seal(boolean emptyAllowed) {
    isWaiting.set(false);
    Block block = proposer.propose(emptyAllowed);
    if (block != null) {
      sink.accept(block);
      scheduleNext();
      // A full block leaves transactions behind that nobody will signal again: look once more.
      if (!block.body().transactions().isEmpty()) {
        isWaiting.set(true);
      }
    }
    return block;
  }

  // Periods are kept against the clock, not against the end of the last block; where a block took
  // longer than its period, the missed ones are skipped.
  private void scheduleNext() {
    long period = mode.period().toNanos();
    long now = System.nanoTime();
    boolean keepsPace = mode instanceof SealingMode.Interval && now - nextSealNanos < period;
    nextSealNanos = keepsPace && nextSealNanos != 0 ? nextSealNanos + period : now + period;
  }

  private void refuseTheRest() {
    for (Command command = commands.poll(); command != null; command = commands.poll()) {
      if (command instanceof Command.Run run) {
        run.result.completeExceptionally(new IllegalStateException("sealing is stopped", failure));
      }
    }
  }
}
