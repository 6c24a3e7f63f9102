package io.weft.node.cli.client;

import io.weft.node.cli.CommandFailure;
import java.util.Map;
import java.util.Set;

/** Names of blocks as people write them and as JSON-RPC takes them. */
public final class Blocks {
  private static final Set<String> TAGS =
      Set.of("latest", "earliest", "pending", "safe", "finalized");

  private Blocks() {}

  /**
   * Turns a number, a hash or a tag into a parameter.
   *
   * @throws CommandFailure if it is none of them
   */
  public static Object parameter(String block) {
    if (TAGS.contains(block)) {
      return block;
    }
    if (block.matches("0x[0-9a-fA-F]{64}")) {
      return Map.of("blockHash", block);
    }
    try {
      return "0x" + Long.toHexString(Long.decode(block));
    } catch (NumberFormatException e) {
      throw new CommandFailure(
          "no such block: expected a number, a hash or one of latest, earliest, pending, safe,"
              + " finalized, got '"
              + block
              + "'",
          e);
    }
  }
}
