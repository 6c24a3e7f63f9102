package io.weft.tests.differential;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Log;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a case ended: each transaction, and the state's root after the last. */
record Outcome(List<Result> transactions, Hash32 root) {

  /** What became of a transaction. */
  sealed interface Result {}

  /** It may not be in the block. The reason is each side's own words and not compared. */
  record Refused(String reason) implements Result {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Refused;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  /** It was executed; {@code detail} says in each side's own words how it failed. */
  record Executed(long gasUsed, boolean success, List<Log> logs, String detail) implements Result {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Executed that
          && gasUsed == that.gasUsed
          && success == that.success
          && logs.equals(that.logs);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(gasUsed);
    }
  }

  /** Reads the reference's answer. */
  static Outcome of(JsonNode json) {
    List<Result> results = new ArrayList<>();
    for (JsonNode item : json.get("transactions")) {
      if (item.has("rejected")) {
        results.add(new Refused(item.get("rejected").textValue()));
        continue;
      }
      List<Log> logs = new ArrayList<>();
      for (JsonNode log : item.get("logs")) {
        List<Hash32> topics = new ArrayList<>();
        log.get("topics").forEach(topic -> topics.add(Hash32.fromHex(topic.textValue())));
        logs.add(
            new Log(
                Address.fromHex(log.get("address").textValue()),
                topics,
                Bytes.fromHex(log.get("data").textValue())));
      }
      results.add(
          new Executed(
              Long.parseLong(item.get("gasUsed").textValue()),
              item.get("success").booleanValue(),
              logs,
              item.get("detail").textValue()));
    }
    return new Outcome(results, Hash32.fromHex(json.get("root").textValue()));
  }

  /** The first thing that is not the same, or null. */
  @Nullable String differenceTo(Outcome reference) {
    for (int i = 0; i < transactions.size(); i++) {
      Result ours = transactions.get(i);
      Result theirs = reference.transactions.get(i);
      if (!ours.equals(theirs)) {
        return "transaction " + i + ": Weft " + ours + ", reference " + theirs;
      }
    }
    return root.equals(reference.root)
        ? null
        : "state root: Weft " + root + ", reference " + reference.root;
  }
}
