package io.weft.execution.block;

import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which ommers a proof-of-work block may name (Yellow Paper 11.1). */
final class OmmerRules {
  private static final int MAX_OMMERS = 2;

  /** How many generations back an ommer may have branched off. */
  private static final int MAX_DEPTH = 7;

  private final HeaderRules headers;

  OmmerRules(HeaderRules headers) {
    this.headers = headers;
  }

  /** The first rule that the ommers of {@code block} break, or null. */
  @Nullable InvalidBlock check(ParentBlock parent, Block block) {
    List<BlockHeader> ommers = block.body().ommers();
    if (ommers.isEmpty()) {
      return null;
    }
    if (ommers.size() > MAX_OMMERS) {
      return InvalidBlock.of(
          InvalidBlockReason.TOO_MANY_UNCLES, "ommers", "at most " + MAX_OMMERS, ommers.size());
    }
    Set<Hash32> ancestors = new HashSet<>();
    Set<Hash32> included = new HashSet<>();
    ancestors.add(block.hash());
    long first = Math.max(0, block.number() - MAX_DEPTH);
    for (long number = block.number() - 1; number >= first; number--) {
      Block ancestor = parent.ancestry().block(number);
      if (ancestor != null) {
        ancestors.add(ancestor.hash());
        for (BlockHeader ommer : ancestor.body().ommers()) {
          included.add(ommer.hash());
        }
      }
    }
    for (BlockHeader ommer : ommers) {
      InvalidBlock invalid = check(parent, block, ommer, ancestors, included);
      if (invalid != null) {
        return invalid;
      }
      included.add(ommer.hash());
    }
    return null;
  }

  private @Nullable InvalidBlock check(
      ParentBlock parent,
      Block block,
      BlockHeader ommer,
      Set<Hash32> ancestors,
      Set<Hash32> included) {
    Hash32 hash = ommer.hash();
    if (ancestors.contains(hash)) {
      return InvalidBlock.of(
          InvalidBlockReason.UNCLE_IS_ANCESTOR, "ommer", "a block beside the chain", hash);
    }
    if (included.contains(hash)) {
      return InvalidBlock.of(
          InvalidBlockReason.UNCLE_IN_CHAIN, "ommer", "one not named before", hash);
    }
    boolean isNear = ommer.number() > block.number() - MAX_DEPTH && ommer.number() < block.number();
    Block branch = isNear ? parent.ancestry().block(ommer.number() - 1) : null;
    if (branch == null || !branch.hash().equals(ommer.parentHash())) {
      return InvalidBlock.of(
          InvalidBlockReason.UNCLE_PARENT_INCORRECT,
          "parent of ommer " + hash,
          "an ancestor of at most " + MAX_DEPTH + " generations",
          ommer.parentHash());
    }
    InvalidBlock invalid = headers.check(branch.header(), null, ommer);
    return invalid == null
        ? null
        : InvalidBlock.of(invalid.reason(), "ommer " + hash + ": " + invalid.detail());
  }
}
