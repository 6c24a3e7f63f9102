package io.weft.execution.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Those who do a long computation that comes in parts: the thread that wants it, and maybe others
 * that have nothing else to do. Each part is a pure function of its number, so that what comes of
 * it is the same whoever did which part, and how often.
 */
public interface Hands {
  /** Nobody but the thread that wants it. */
  Hands OWN =
      new Hands() {
        @Override
        public int others() {
          return 0;
        }

        @Override
        public <R> List<R> all(int parts, Supplier<Part<R>> tools) {
          Part<R> own = tools.get();
          List<R> results = new ArrayList<>(parts);
          for (int part = 0; part < parts; part++) {
            results.add(own.make(part, () -> false));
          }
          return results;
        }
      };

  /**
   * How many others have had nothing to do for a while. Where a computation costs more in parts
   * than in one piece, that is worth it with them alone; to ask costs next to nothing.
   */
  int others();

  /**
   * Makes all parts. Fails as a part does that the caller makes; one that fails for somebody else
   * is left to the caller.
   *
   * @param tools what whoever comes makes parts with, in its own thread alone
   * @return what the parts came to, by their numbers
   */
  <R> List<R> all(int parts, Supplier<Part<R>> tools);

  /**
   * Says what others may do already while the caller goes on. Whoever has nothing else to do may
   * come to it, soon or when it is too late, or nobody at all: what is not done by the time it is
   * needed is the caller's.
   */
  default void offer(Runnable task) {}

  /** Makes parts of a computation. */
  @FunctionalInterface
  interface Part<R> {
    /**
     * Makes a part.
     *
     * @param isMade whether somebody else has made it meanwhile: then this one may end, and come to
     *     anything
     */
    R make(int part, BooleanSupplier isMade);
  }
}
