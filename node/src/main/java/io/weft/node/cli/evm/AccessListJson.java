package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The access list beside a block of a fixture. */
final class AccessListJson {
  private AccessListJson() {}

  /**
   * The list of a block, or null where it has none; invalid blocks have theirs in what their RLP
   * says.
   *
   * @throws RlpException if lists like this one have no encoding
   */
  static @Nullable BlockAccessList read(JsonNode block) {
    JsonNode json = block.path("rlp_decoded").path("blockAccessList");
    if (json.isMissingNode()) {
      json = block.path("blockAccessList");
    }
    if (!json.isArray()) {
      return null;
    }
    BlockAccessList list = new BlockAccessList(map(json, AccessListJson::account));
    return BlockAccessList.decode(list.encoded());
  }

  private static AccountChanges account(JsonNode json) {
    return new AccountChanges(
        Address.fromHex(FixtureJson.text(json, "address")),
        map(json.path("storageChanges"), AccessListJson::slot),
        map(json.path("storageReads"), slot -> U256.fromHex(slot.textValue())),
        changes(json.path("balanceChanges"), change -> FixtureJson.u256(change, "postBalance")),
        changes(json.path("nonceChanges"), change -> FixtureJson.u256(change, "postNonce").l0()),
        changes(json.path("codeChanges"), AccessListJson::code));
  }

  private static SlotChanges slot(JsonNode json) {
    return new SlotChanges(
        FixtureJson.u256(json, "slot"),
        changes(json.path("slotChanges"), change -> FixtureJson.u256(change, "postValue")));
  }

  private static Bytes code(JsonNode change) {
    return FixtureJson.bytes(change, "newCode");
  }

  private static <T> List<Change<T>> changes(JsonNode json, Function<JsonNode, T> value) {
    return map(
        json,
        change ->
            new Change<>(
                (int) FixtureJson.number(change, "blockAccessIndex"), value.apply(change)));
  }

  private static <T> List<T> map(JsonNode array, Function<JsonNode, T> item) {
    List<T> items = new ArrayList<>(array.size());
    array.forEach(element -> items.add(item.apply(element)));
    return items;
  }
}
