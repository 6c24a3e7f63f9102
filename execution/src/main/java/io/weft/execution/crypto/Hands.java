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
        public <R> Made<R> all(int parts, Supplier<Part<R>> tools) {
          Part<R> own = tools.get();
          List<R> results = new ArrayList<>(parts);
          for (int part = 0; part < parts; part++) {
            results.add(own.make(part, () -> false));
          }
          return new Made<>(results, 0);
        }
      };

  /**
   * Makes all parts. Fails as a part does that the caller makes; one that fails for somebody else
   * is left to the caller.
   *
   * @param tools what whoever comes makes parts with, in its own thread alone
   */
  <R> Made<R> all(int parts, Supplier<Part<R>> tools);

  /** Makes parts of a computation. */
  @FunctionalInterface
  interface Part<R> {
    /**
     * Makes a part. It may be read from what is written to once all parts are made: then it may
     * come to anything, but does not fail.
     *
     * @param isMade whether somebody else has made it meanwhile: then this one may end, and come to
     *     anything
     */
    R make(int part, BooleanSupplier isMade);
  }

  /**
   * What a computation came to.
   *
   * @param results by the numbers of their parts
   * @param others how many other threads were there to help, whether or not there was anything left
   *     for them: if there is more to do soon, so many are likely to come
   */
  record Made<R>(List<R> results, int others) {}
}
