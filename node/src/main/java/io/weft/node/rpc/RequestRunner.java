package io.weft.node.rpc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs request bodies on virtual threads, a bounded number at a time. */
final class RequestRunner {
  private static final Logger LOG = System.getLogger(RequestRunner.class.getName());

  private final RpcDispatcher dispatcher;
  private final ExecutorService workers;
  private final Semaphore turns;

  RequestRunner(RpcDispatcher dispatcher, ExecutorService workers, Semaphore turns) {
    this.dispatcher = dispatcher;
    this.workers = workers;
    this.turns = turns;
  }

  /**
   * Answers {@code body} on a thread of its own and gives the answer, null for none, to {@code
   * then} there. Returns false where the server is closing and nothing runs any more.
   */
  boolean run(byte[] body, Session session, Consumer<byte @Nullable []> then) {
    try {
      workers.execute(() -> runNow(body, session, then));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void runNow(byte[] body, Session session, Consumer<byte @Nullable []> then) {
    byte[] answer = null;
    try {
      turns.acquire();
      try {
        answer = dispatcher.answer(body, session);
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      // The server is closing; the connection goes with it.
    } catch (Throwable e) { // the root of this thread: nobody else would tell
      LOG.log(Level.ERROR, "rpc: request failed outside any method", e);
    }
    then.accept(answer);
  }
}
