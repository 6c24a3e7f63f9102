package io.weft.node.rpc.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import io.weft.node.rpc.Json;
import java.util.List;
import java.util.function.Function;

/** Block access lists as execution-apis writes them. */
public final class AccessListJson {
  private AccessListJson() {}

  public static ArrayNode of(BlockAccessList accessList) {
    return array(accessList.accounts(), AccessListJson::account);
  }

  private static ObjectNode account(AccountChanges account) {
    ObjectNode json = Json.object();
    json.set("address", Json.address(account.address()));
    json.set("storageChanges", array(account.storageChanges(), AccessListJson::slot));
    json.set("storageReads", array(account.storageReads(), Json::word));
    json.set("balanceChanges", changes(account.balanceChanges(), "value", Json::quantity));
    json.set("nonceChanges", changes(account.nonceChanges(), "value", Json::quantity));
    json.set("codeChanges", changes(account.codeChanges(), "code", Json::bytes));
    return json;
  }

  private static ObjectNode slot(SlotChanges slot) {
    ObjectNode json = Json.object();
    json.set("key", Json.word(slot.slot()));
    json.set("changes", changes(slot.changes(), "value", Json::word));
    return json;
  }

  private static <T> ArrayNode changes(
      List<Change<T>> changes, String name, Function<T, JsonNode> value) {
    return array(
        changes,
        change -> {
          ObjectNode json = Json.object();
          json.set("index", Json.quantity(change.index()));
          json.set(name, value.apply(change.value()));
          return json;
        });
  }

  private static <T> ArrayNode array(List<T> items, Function<T, JsonNode> json) {
    ArrayNode array = Json.array();
    items.forEach(item -> array.add(json.apply(item)));
    return array;
  }
}
