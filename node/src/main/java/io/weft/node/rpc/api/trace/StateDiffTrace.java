package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Account;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an execution changed, as Parity tells it: of each account every field, {@code =} where it
 * stayed, {@code +} with what came, {@code -} with what went, {@code *} with both.
 */
final class StateDiffTrace implements Trace {
  private @Nullable StateView state;

  @Override
  public @Nullable Tracer tracer() {
    return null;
  }

  @Override
  public StateView over(StateView below) {
    state = below;
    return below;
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    ObjectNode json = Json.object();
    for (StateDiff.AccountDiff change : diff.accounts()) {
      ObjectNode account = json.putObject(change.address().toString());
      Account before = change.before();
      Account after = change.after();
      account.set("balance", field(before, after, a -> Json.quantity(a.balance())));
      account.set("code", field(before, after, a -> Json.bytes(code(a, diff.codes()))));
      account.set("nonce", field(before, after, a -> Json.quantity(a.nonce())));
      ObjectNode storage = account.putObject("storage");
      for (StateDiff.SlotDiff slot : change.slots()) {
        JsonNode old = before == null ? null : Json.word(slot.before());
        storage.set(Hash32.from(slot.slot()).toString(), change(old, Json.word(slot.after())));
      }
    }
    return json;
  }

  private Bytes code(Account account, Map<Hash32, Bytes> codes) {
    Hash32 hash = account.codeHash();
    if (hash.equals(Keccak256.EMPTY)) {
      return Bytes.EMPTY;
    }
    Bytes fresh = codes.get(hash);
    if (fresh != null) {
      return fresh;
    }
    return state == null ? Bytes.EMPTY : state.code(hash);
  }

  private static JsonNode field(
      @Nullable Account before, @Nullable Account after, Function<Account, JsonNode> field) {
    return change(
        before == null ? null : field.apply(before), after == null ? null : field.apply(after));
  }

  private static JsonNode change(@Nullable JsonNode before, @Nullable JsonNode after) {
    if (before != null && before.equals(after)) {
      return Json.text("=");
    }
    ObjectNode change = Json.object();
    if (before != null && after != null) {
      change.putObject("*").<ObjectNode>set("from", before).set("to", after);
    } else {
      change.set(before == null ? "+" : "-", before == null ? after : before);
    }
    return change;
  }
}
