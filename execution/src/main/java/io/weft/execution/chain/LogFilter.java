package io.weft.execution.chain;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which logs are wanted, as eth_getLogs has it.
 *
 * @param addresses any of these; any address at all where empty
 * @param topics by position any of these; any topic, or none, where empty
 */
public record LogFilter(Set<Address> addresses, List<Set<Hash32>> topics) {
  public static final LogFilter ALL = new LogFilter(Set.of(), List.of());

  public boolean matches(Log log) {
    if (!addresses.isEmpty() && !addresses.contains(log.address())) {
      return false;
    }
    if (topics.size() > log.topics().size()) {
      return false;
    }
    for (int i = 0; i < topics.size(); i++) {
      Set<Hash32> wanted = topics.get(i);
      if (!wanted.isEmpty() && !wanted.contains(log.topics().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** For each condition the index terms of which a block must have one. */
  List<List<Bytes>> terms() {
    List<List<Bytes>> conditions = new ArrayList<>();
    if (!addresses.isEmpty()) {
      conditions.add(addresses.stream().map(Rows::addressTerm).toList());
    }
    for (int i = 0; i < topics.size(); i++) {
      int position = i;
      if (!topics.get(i).isEmpty()) {
        conditions.add(
            topics.get(i).stream().map(topic -> Rows.topicTerm(position, topic)).toList());
      }
    }
    return conditions;
  }
}
