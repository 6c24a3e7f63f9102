package io.weft.execution.block;

import io.weft.execution.types.Block;
import org.jspecify.annotations.Nullable;

/** The blocks before the one under execution, which the rules about ommers look at. */
@FunctionalInterface
public interface Ancestry {
  /** For chains without proof of work. */
  Ancestry NONE = number -> null;

  /** The ancestor with this number, or null where it is not known. */
  @Nullable Block block(long number);
}
