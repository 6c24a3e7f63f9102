package io.weft.execution.parallel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The threads that help to execute blocks. They live as long as the pool, wait for invitations and
 * come when they can: whoever executes a block invites them and starts working itself, so that a
 * block never waits for a thread to be free, and any number of executors may share a pool.
 *
 * <p>The pool belongs to whoever made it, who closes it. Its monitor guards everything in it and is
 * never held while work runs.
 */
public final class WorkerPool implements AutoCloseable {
  /** So often an alerted thread looks before it sleeps again: some tenths of a millisecond. */
  private static final int LOOKS = 1 << 13;

  private final Deque<Runnable> invitations = new ArrayDeque<>();
  private final List<Thread> threads = new ArrayList<>();
  private int helpers;
  private int named;

  /**
   * Whether an invitation is about to come. Set under the monitor; cleared with the invitation or
   * by whoever has looked out for it long enough, who may thereby end the looking of others.
   */
  private volatile boolean isAlert;

  private WorkerPool() {}

  /**
   * Starts the threads.
   *
   * @param workers that execute one block at most, its own thread among them
   */
  public static WorkerPool start(int workers) {
    WorkerPool pool = new WorkerPool();
    pool.resize(workers);
    return pool;
  }

  /** As many workers as this process may use processors. */
  public static int availableWorkers() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Changes the number of workers, from the next block on. */
  public synchronized void resize(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers: expected at least 1, got " + workers);
    }
    helpers = workers - 1;
    while (threads.size() < helpers) {
      Thread thread = new Thread(this::serve, "weft-worker-" + ++named);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    notifyAll();
  }

  public synchronized int workers() {
    return helpers + 1;
  }

  /** The helpers, as of now. */
  public synchronized List<Thread> threads() {
    return List.copyOf(threads);
  }

  /**
   * Says that an invitation may come shortly. A thread that sleeps takes as long to wake up as some
   * transactions to execute; this way it does while the block is made ready.
   */
  synchronized void alert() {
    isAlert = true;
    notifyAll();
  }

  /** Asks up to {@code count} threads to run {@code work}, now or when they are free. */
  synchronized void invite(Runnable work, int count) {
    for (int i = 0; i < Math.min(count, helpers); i++) {
      invitations.addLast(work);
    }
    isAlert = false;
    notifyAll();
  }

  /** Takes back the invitations that nobody has followed yet. */
  synchronized void cancel(Runnable work) {
    invitations.removeIf(work::equals);
  }

  private void serve() {
    for (Runnable work = next(); work != null; work = next()) {
      work.run();
    }
  }

  /** The next invitation; null where this thread is one too many. Nothing else ends a thread. */
  private @Nullable Runnable next() {
    for (; ; ) {
      synchronized (this) {
        while (invitations.isEmpty() && !isAlert && threads.size() <= helpers) {
          try {
            wait();
          } catch (InterruptedException e) {
            // Somebody's mistake: only who owns the pool ends its threads.
          }
        }
        if (threads.size() > helpers) {
          threads.remove(Thread.currentThread());
          return null;
        }
        if (!invitations.isEmpty()) {
          return invitations.removeFirst();
        }
      }
      lookOut();
    }
  }

  private void lookOut() {
    for (int i = 0; isAlert; i++) {
      if (i == LOOKS) {
        isAlert = false;
        return;
      }
      Thread.onSpinWait();
    }
  }

  /** Ends all threads; what they are at, they finish. */
  @Override
  public synchronized void close() {
    helpers = 0;
    invitations.clear();
    notifyAll();
  }
}
