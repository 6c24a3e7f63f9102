package io.weft.execution.chainspec;

/**
 * The forks in the order in which Ethereum took them. Blob-parameter-only forks change numbers, not
 * rules, and are entries of the blob schedule instead.
 */
public enum Fork {
  FRONTIER,
  HOMESTEAD,
  DAO_FORK,
  TANGERINE_WHISTLE,
  SPURIOUS_DRAGON,
  BYZANTIUM,
  CONSTANTINOPLE,
  PETERSBURG,
  ISTANBUL,
  MUIR_GLACIER,
  BERLIN,
  LONDON,
  ARROW_GLACIER,
  GRAY_GLACIER,
  PARIS,
  SHANGHAI,
  CANCUN,
  PRAGUE,
  OSAKA,
  AMSTERDAM;

  /** Whether this fork's rules include those that {@code other} brought. */
  public boolean isAtLeast(Fork other) {
    return compareTo(other) >= 0;
  }
}
