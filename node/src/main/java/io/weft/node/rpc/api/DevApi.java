package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.chain.ChainView;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.node.rpc.DevControls;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.json.BlockJson;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The controls of a development chain, under the names that Anvil, Hardhat and Ganache gave them.
 * Numbers are taken in every form those tools send.
 */
final class DevApi {
  private final Blocks blocks;
  private final DevControls dev;
  private final ExecutionEngine engine;
  private final String clientVersion;

  DevApi(Blocks blocks, DevControls dev, RpcServices services) {
    this.blocks = blocks;
    this.dev = dev;
    this.engine = services.engine();
    this.clientVersion = services.clientVersion();
  }

  /** Tells nothing but that it was done. */
  @FunctionalInterface
  private interface Action {
    void run(Params params);
  }

  void addTo(MethodTable.Builder table) {
    addMining(table);
    addTime(table);
    addState(table);
    addAccounts(table);
    addChain(table);
  }

  private void addMining(MethodTable.Builder table) {
    add(table, "anvil_mine hardhat_mine", this::mine);
    add(table, "evm_mine", this::evmMine);
    add(table, "evm_mine_detailed anvil_mine_detailed", this::mineDetailed);
    add(
        table,
        "anvil_getAutomine hardhat_getAutomine evm_getAutomine",
        _ -> Json.bool(isAutomining()));
    action(
        table,
        "evm_setAutomine anvil_setAutomine hardhat_setAutomine",
        params -> dev.setAutomine(params.get(0).bool()));
    action(
        table,
        "evm_setIntervalMining anvil_setIntervalMining",
        params -> dev.setMiningInterval(params.get(0).looseNumber()));
    add(
        table,
        "anvil_getIntervalMining evm_getIntervalMining",
        _ ->
            dev.miningIntervalSeconds() == 0
                ? Json.nothing()
                : Json.number(dev.miningIntervalSeconds()));
    add(table, "weft_miningMode", _ -> miningMode());
  }

  private void addTime(MethodTable.Builder table) {
    add(
        table,
        "evm_increaseTime anvil_increaseTime",
        params -> Json.number(dev.increaseTime(params.get(0).looseNumber())));
    add(
        table,
        "evm_setTime anvil_setTime",
        params -> Json.number(dev.setTime(seconds(params.get(0)))));
    action(
        table,
        "evm_setNextBlockTimestamp anvil_setNextBlockTimestamp",
        params -> dev.setNextBlockTimestamp(params.get(0).looseNumber()));
    action(
        table,
        "anvil_setBlockTimestampInterval evm_setBlockTimestampInterval",
        params -> dev.setBlockTimestampInterval(params.get(0).looseNumber()));
    add(
        table,
        "anvil_removeBlockTimestampInterval evm_removeBlockTimestampInterval",
        _ -> Json.bool(dev.removeBlockTimestampInterval()));
  }

  private void addState(MethodTable.Builder table) {
    action(
        table,
        "anvil_setBalance hardhat_setBalance evm_setAccountBalance",
        params -> dev.setBalance(params.get(0).address(), params.get(1).quantity()));
    action(table, "anvil_addBalance hardhat_addBalance", this::addBalance);
    action(
        table,
        "anvil_setCode hardhat_setCode evm_setAccountCode",
        params -> dev.setCode(params.get(0).address(), params.get(1).bytes()));
    action(
        table,
        "anvil_setNonce hardhat_setNonce evm_setAccountNonce",
        params -> dev.setNonce(params.get(0).address(), params.get(1).looseNumber()));
    add(
        table,
        "anvil_setStorageAt hardhat_setStorageAt evm_setAccountStorageAt",
        params -> {
          dev.setStorageAt(params.get(0).address(), params.get(1).word(), params.get(2).word());
          return Json.bool(true);
        });
    action(
        table,
        "anvil_setCoinbase hardhat_setCoinbase",
        params -> dev.setCoinbase(params.get(0).address()));
    action(
        table,
        "anvil_setNextBlockBaseFeePerGas hardhat_setNextBlockBaseFeePerGas",
        params -> dev.setNextBlockBaseFeePerGas(params.get(0).quantity()));
    action(
        table,
        "anvil_setMinGasPrice hardhat_setMinGasPrice",
        params -> dev.setMinGasPrice(params.get(0).quantity()));
    action(
        table,
        "anvil_setPrevRandao hardhat_setPrevRandao",
        params -> dev.setNextPrevRandao(Hash32.from(params.get(0).word())));
    add(
        table,
        "evm_setBlockGasLimit anvil_setBlockGasLimit hardhat_setBlockGasLimit",
        params -> {
          dev.setBlockGasLimit(params.get(0).looseNumber());
          return Json.bool(true);
        });
    add(table, "anvil_dumpState hardhat_dumpState", _ -> Json.bytes(dev.dumpState()));
    add(
        table,
        "anvil_loadState hardhat_loadState",
        params -> {
          dev.loadState(params.get(0).bytes());
          return Json.bool(true);
        });
  }

  private void addAccounts(MethodTable.Builder table) {
    action(
        table,
        "anvil_impersonateAccount hardhat_impersonateAccount",
        params -> dev.impersonate(params.get(0).address()));
    action(
        table,
        "anvil_stopImpersonatingAccount hardhat_stopImpersonatingAccount",
        params -> dev.stopImpersonating(params.get(0).address()));
    action(
        table,
        "anvil_autoImpersonateAccount hardhat_autoImpersonateAccount",
        params -> dev.setAutoImpersonate(params.get(0).bool()));
    add(
        table,
        "anvil_dropTransaction hardhat_dropTransaction",
        params -> Json.bool(dev.dropTransaction(params.get(0).hash())));
    action(
        table,
        "anvil_dropAllTransactions hardhat_dropAllTransactions",
        _ -> dev.dropAllTransactions());
  }

  private void addChain(MethodTable.Builder table) {
    add(table, "evm_snapshot anvil_snapshot", _ -> Json.quantity(dev.snapshot()));
    add(
        table,
        "evm_revert anvil_revert",
        params -> Json.bool(dev.revert(params.get(0).looseNumber())));
    action(table, "anvil_reset hardhat_reset", this::reset);
    add(table, "anvil_nodeInfo", _ -> nodeInfo());
    add(table, "anvil_metadata hardhat_metadata", _ -> metadata());
    action(table, "anvil_setRpcUrl hardhat_setRpcUrl", _ -> refuseForking());
    action(
        table, "anvil_setLoggingEnabled hardhat_setLoggingEnabled", params -> params.get(0).bool());
    add(table, "weft_nodeInfo", _ -> weftInfo());
  }

  private static void add(MethodTable.Builder table, String names, MethodTable.Handler handler) {
    table.addAliases(List.of(names.split(" ")), params -> obey(handler, params));
  }

  private static void action(MethodTable.Builder table, String names, Action action) {
    add(
        table,
        names,
        params -> {
          action.run(params);
          return Json.nothing();
        });
  }

  /** A value that the chain cannot obey is the client's mistake. */
  private static JsonNode obey(MethodTable.Handler handler, Params params)
      throws InterruptedException {
    try {
      return handler.handle(params);
    } catch (IllegalArgumentException e) {
      throw RpcException.invalidParams(String.valueOf(e.getMessage()));
    }
  }

  private JsonNode mine(Params params) {
    Param count = params.optional(0);
    Param interval = params.optional(1);
    dev.mine(
        count == null ? 1 : count.looseNumber(), interval == null ? 0 : interval.looseNumber());
    return Json.nothing();
  }

  /** Takes a timestamp, or an object with a timestamp or a number of blocks. */
  private JsonNode evmMine(Params params) {
    mineOne(params);
    return Json.text("0x0");
  }

  private void mineOne(Params params) {
    Param param = params.optional(0);
    long count = 1;
    Param timestamp = param;
    if (param != null && param.isObject()) {
      Param wanted = param.field("blocks");
      count = wanted == null ? 1 : wanted.looseNumber();
      timestamp = param.field("timestamp");
    }
    if (timestamp != null && timestamp.looseNumber() != 0) {
      dev.setNextBlockTimestamp(timestamp.looseNumber());
    }
    dev.mine(count, 0);
  }

  private JsonNode mineDetailed(Params params) {
    long before = blocks.head().number();
    mineOne(params);
    ChainView head = blocks.head();
    ArrayNode list = Json.array();
    for (long number = before + 1; number <= head.number(); number++) {
      Block block = head.block(number);
      if (block != null) {
        list.add(BlockJson.withTransactions(block, block.hash(), blocks.senders(block)));
      }
    }
    return list;
  }

  private boolean isAutomining() {
    return switch (dev.miningMode()) {
      case INSTANT, MIXED -> true;
      case INTERVAL, MANUAL -> false;
    };
  }

  private JsonNode miningMode() {
    ObjectNode json = Json.object();
    json.put("mode", dev.miningMode().name().toLowerCase(Locale.ROOT));
    json.put("intervalSeconds", dev.miningIntervalSeconds());
    return json;
  }

  private void addBalance(Params params) {
    Address address = params.get(0).address();
    U256 balance = StateApi.account(blocks.head(), address).balance();
    dev.setBalance(address, balance.add(params.get(1).quantity()));
  }

  /** Milliseconds are taken too, as Ganache's clients send them. */
  private static long seconds(Param param) {
    long value = param.looseNumber();
    return value >= 100_000_000_000L ? value / 1000 : value;
  }

  private void reset(Params params) {
    Param param = params.optional(0);
    Param forking = param == null || !param.isObject() ? null : param.field("forking");
    if (forking != null && forking.field("jsonRpcUrl") != null) {
      refuseForking();
    }
    dev.reset();
  }

  private static void refuseForking() {
    throw RpcException.invalidParams(
        "forking another chain is not available: this node runs its own");
  }

  private JsonNode nodeInfo() {
    ChainView head = blocks.head();
    BlockHeader header = head.header();
    ObjectNode json = Json.object();
    json.set("currentBlockNumber", Json.quantity(head.number()));
    json.put("currentBlockTimestamp", header.timestamp());
    json.set("currentBlockHash", Json.hash(head.hash()));
    json.put("hardFork", engine.spec().forkOf(header).name().toLowerCase(Locale.ROOT));
    json.put("transactionOrder", "fees");
    ObjectNode environment = json.putObject("environment");
    environment.set("baseFee", Json.quantity(orZero(header.baseFeePerGas())));
    environment.put("chainId", engine.spec().chainId());
    environment.set("gasLimit", Json.quantity(header.gasLimit()));
    environment.set("gasPrice", Json.quantity(orZero(header.baseFeePerGas())));
    ObjectNode fork = json.putObject("forkConfig");
    fork.putNull("forkUrl").putNull("forkBlockNumber").putNull("forkRetryBackoff");
    return json;
  }

  private JsonNode metadata() {
    ChainView head = blocks.head();
    ObjectNode json = Json.object();
    json.put("clientVersion", clientVersion);
    json.put("chainId", engine.spec().chainId());
    json.set("instanceId", Json.hash(genesisHash(head)));
    json.put("latestBlockNumber", head.number());
    json.set("latestBlockHash", Json.hash(head.hash()));
    json.set("snapshots", Json.object());
    return json;
  }

  private JsonNode weftInfo() {
    ChainView head = blocks.head();
    ObjectNode json = Json.object();
    json.put("clientVersion", clientVersion);
    json.put("chainId", engine.spec().chainId());
    json.set("genesisHash", Json.hash(genesisHash(head)));
    json.put("headNumber", head.number());
    json.set("headHash", Json.hash(head.hash()));
    json.set("stateRoot", Json.hash(head.stateRoot()));
    json.put("fork", engine.spec().forkOf(head.header()).name().toLowerCase(Locale.ROOT));
    json.put("isGasFree", engine.spec().dev().gasFree());
    json.set("mining", miningMode());
    return json;
  }

  private static @Nullable Hash32 genesisHash(ChainView head) {
    return head.hash(0);
  }

  private static U256 orZero(@Nullable U256 value) {
    return value == null ? U256.ZERO : value;
  }
}
