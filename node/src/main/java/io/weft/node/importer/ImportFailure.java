package io.weft.node.importer;

import org.jspecify.annotations.Nullable;

/**
 * Why a block could not be added.
 *
 * @param origin where the block is from
 * @param reason what was expected and what the block has
 * @param cause where it was no fault of the block
 */
public record ImportFailure(
    String origin, long number, String reason, @Nullable RuntimeException cause) {

  @Override
  public String toString() {
    return origin + ": block " + number + ": " + reason;
  }
}
