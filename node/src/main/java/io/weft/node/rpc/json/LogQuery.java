package io.weft.node.rpc.json;

import io.weft.execution.chain.LogFilter;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.Param;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which logs a client asks for.
 *
 * @param from where the range begins, null for what is usual
 * @param to where it ends, null for the head
 * @param blockHash the one block to look in, in place of a range
 * @param filter what the logs must have
 */
public record LogQuery(
    @Nullable BlockId from, @Nullable BlockId to, @Nullable Hash32 blockHash, LogFilter filter) {
  private static final int MAX_TOPICS = 4;
  private static final int MAX_ALTERNATIVES = 1000;

  public static LogQuery read(Param param) {
    Param blockHash = param.field("blockHash");
    Param from = param.field("fromBlock");
    Param to = param.field("toBlock");
    if (blockHash != null && (from != null || to != null)) {
      throw param.invalid(
          "cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other");
    }
    return new LogQuery(
        from == null ? null : BlockId.read(from),
        to == null ? null : BlockId.read(to),
        blockHash == null ? null : blockHash.hash(),
        new LogFilter(addresses(param.field("address")), topics(param.field("topics"))));
  }

  private static Set<Address> addresses(@Nullable Param param) {
    if (param == null) {
      return Set.of();
    }
    if (!param.isArray()) {
      return Set.of(param.address());
    }
    Set<Address> addresses = new HashSet<>();
    for (Param element : limited(param)) {
      addresses.add(element.address());
    }
    return Set.copyOf(addresses);
  }

  private static List<Set<Hash32>> topics(@Nullable Param param) {
    if (param == null) {
      return List.of();
    }
    List<Param> positions = param.elements();
    if (positions.size() > MAX_TOPICS) {
      throw param.invalid("exceed max topics: expected at most 4, got " + positions.size());
    }
    List<Set<Hash32>> topics = new ArrayList<>();
    for (Param position : positions) {
      topics.add(alternatives(position));
    }
    return List.copyOf(topics);
  }

  /** None where the position is null, or where null is among its alternatives: anything goes. */
  private static Set<Hash32> alternatives(Param position) {
    if (position.isNull()) {
      return Set.of();
    }
    if (!position.isArray()) {
      return Set.of(position.hash());
    }
    Set<Hash32> hashes = new HashSet<>();
    for (Param element : limited(position)) {
      if (element.isNull()) {
        return Set.of();
      }
      hashes.add(element.hash());
    }
    return Set.copyOf(hashes);
  }

  private static List<Param> limited(Param array) {
    List<Param> elements = array.elements();
    if (elements.size() > MAX_ALTERNATIVES) {
      throw array.invalid(
          "exceed max alternatives: expected at most "
              + MAX_ALTERNATIVES
              + ", got "
              + elements.size());
    }
    return elements;
  }
}
