package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chain.AccountProof;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chain.StoredAccount;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Account;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.RpcException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Accounts, code and storage at any block. */
final class StateApi {
  private static final int MAX_PROOF_SLOTS = 1024;
  private static final Hash32 EMPTY_TRIE_ROOT = Keccak256.hash32(new byte[] {(byte) 0x80});

  private final Blocks blocks;
  private final TransactionPool pool;

  StateApi(Blocks blocks, TransactionPool pool) {
    this.blocks = blocks;
    this.pool = pool;
  }

  void addTo(MethodTable.Builder table) {
    table
        .add("eth_getBalance", this::balance)
        .add("eth_getTransactionCount", this::transactionCount)
        .add("eth_getCode", this::code)
        .add("eth_getStorageAt", this::storage)
        .add("eth_getStorageValues", this::storageValues)
        .add("eth_getAccountInfo", this::accountInfo)
        .add("eth_getProof", this::proof);
  }

  private JsonNode balance(Params params) {
    Address address = params.get(0).address();
    return Json.quantity(account(blocks.get(params.block(1)), address).balance());
  }

  private JsonNode transactionCount(Params params) {
    Address address = params.get(0).address();
    BlockId id = params.block(1);
    return Json.quantity(
        id == BlockId.Tag.PENDING
            ? pool.nextNonce(address)
            : account(blocks.get(id), address).nonce());
  }

  private JsonNode code(Params params) {
    Address address = params.get(0).address();
    return Json.bytes(code(blocks.get(params.block(1)), address));
  }

  private JsonNode storage(Params params) {
    Address address = params.get(0).address();
    U256 slot = slot(params.get(1));
    return Json.word(blocks.get(params.block(2)).storage(address, slot));
  }

  private JsonNode storageValues(Params params) {
    List<Map.Entry<String, Param>> request = params.get(0).fields();
    if (request.isEmpty()) {
      throw RpcException.invalidParams("empty request");
    }
    ChainView view = blocks.get(params.block(1));
    ObjectNode json = Json.object();
    for (Map.Entry<String, Param> entry : request) {
      Param name = new Param(Json.text(entry.getKey()), entry.getValue().where());
      Address address = name.address();
      ArrayNode values = json.putArray(address.toString());
      for (Param key : entry.getValue().elements()) {
        values.add(Json.word(view.storage(address, slot(key))));
      }
    }
    return json;
  }

  private JsonNode accountInfo(Params params) {
    Address address = params.get(0).address();
    ChainView view = blocks.get(params.block(1));
    Account account = account(view, address);
    ObjectNode json = Json.object();
    json.set("balance", Json.quantity(account.balance()));
    json.set("nonce", Json.quantity(account.nonce()));
    json.set("code", Json.bytes(code(view, address)));
    return json;
  }

  private JsonNode proof(Params params) {
    Address address = params.get(0).address();
    Param keysParam = params.optional(1);
    List<Param> keys = keysParam == null ? List.of() : keysParam.elements();
    if (keys.size() > MAX_PROOF_SLOTS) {
      throw RpcException.invalidParams(
          "too many slots: expected at most " + MAX_PROOF_SLOTS + ", got " + keys.size());
    }
    List<U256> slots = new ArrayList<>(keys.size());
    for (Param key : keys) {
      slots.add(slot(key));
    }
    AccountProof proof = blocks.get(params.block(2)).proof(address, slots);
    StoredAccount account = proof.account();
    ObjectNode json = Json.object();
    json.set("address", Json.address(address));
    json.set("accountProof", nodes(proof.nodes()));
    json.set("balance", Json.quantity(account == null ? U256.ZERO : account.account().balance()));
    json.set(
        "codeHash", Json.hash(account == null ? Keccak256.EMPTY : account.account().codeHash()));
    json.set("nonce", Json.quantity(account == null ? 0 : account.account().nonce()));
    json.set("storageHash", Json.hash(account == null ? EMPTY_TRIE_ROOT : account.storageRoot()));
    ArrayNode storage = json.putArray("storageProof");
    for (int i = 0; i < slots.size(); i++) {
      AccountProof.SlotProof slot = proof.slots().get(i);
      ObjectNode item = storage.addObject();
      item.set("key", echoedKey(keys.get(i), slot.slot()));
      item.set("value", Json.quantity(slot.value()));
      item.set("proof", nodes(slot.nodes()));
    }
    return json;
  }

  /** A key of 32 bytes comes back in full, a shorter one as a quantity. */
  private static JsonNode echoedKey(Param key, U256 slot) {
    return key.text().length() == 2 + 2 * Hash32.SIZE ? Json.word(slot) : Json.quantity(slot);
  }

  private static ArrayNode nodes(List<Bytes> nodes) {
    ArrayNode list = Json.array();
    nodes.forEach(node -> list.add(node.toString()));
    return list;
  }

  private static U256 slot(Param key) {
    if (key.isText() && key.text().length() > 2 + 2 * Hash32.SIZE) {
      throw RpcException.invalidParams(
          "storage key too long (want at most 32 bytes): \"" + key.text() + "\"");
    }
    return key.word();
  }

  static Account account(ChainView view, Address address) {
    Account account = view.account(address);
    return account == null ? Account.EMPTY : account;
  }

  static Bytes code(ChainView view, Address address) {
    Account account = account(view, address);
    return account.hasCode() ? view.code(account.codeHash()) : Bytes.EMPTY;
  }
}
