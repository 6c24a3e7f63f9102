package io.weft.node.simulator;

import io.weft.execution.primitives.U256;

/** How much of a value a transaction depended on. */
public sealed interface Need {

  /** Whether the transaction would have done the same had it seen {@code seen}. */
  boolean isMetBy(U256 seen);

  /** It used the value. */
  record Exactly(U256 value) implements Need {
    @Override
    public boolean isMetBy(U256 seen) {
      return seen.equals(value);
    }
  }

  /** It asked whether it could pay. */
  record AtLeast(U256 least) implements Need {
    @Override
    public boolean isMetBy(U256 seen) {
      return seen.compareTo(least) >= 0;
    }
  }

  /** It only added to the value, or would be invalid with any other, as with a nonce. */
  record Nothing() implements Need {
    @Override
    public boolean isMetBy(U256 seen) {
      return true;
    }
  }
}
