package io.weft.execution.state;

/**
 * A state as it probably will be when the transactions before this one have ended. Unlike other
 * views it may answer differently when asked again, or mix what several moments would answer: an
 * overlay asks for each value once, notes what it saw of it, and is believed only if that is so in
 * the end. One thread owns an instance.
 */
public interface SpeculativeView extends StateView {
  /** Whether the account or slot asked for last is as it was before the block. */
  boolean isAsBeforeBlock();
}
