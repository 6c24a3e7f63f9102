package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.block.SystemContracts;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.BlobSchedule;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.types.BlockHeader;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import java.nio.ByteBuffer;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What rules this node follows, and when they change (EIP-7910). */
final class ConfigApi {
  private final Blocks blocks;
  private final ChainSpec spec;

  ConfigApi(Blocks blocks, ChainSpec spec) {
    this.blocks = blocks;
    this.spec = spec;
  }

  void addTo(MethodTable.Builder table) {
    table.add("eth_config", _ -> config());
  }

  private JsonNode config() {
    ChainView head = blocks.head();
    NavigableSet<Long> times = changeTimes();
    Long current = times.floor(head.header().timestamp());
    Long next = times.higher(head.header().timestamp());
    ObjectNode json = Json.object();
    json.set("current", at(current, head));
    json.set("next", at(next, head));
    json.set("last", at(next == null ? null : times.last(), head));
    return json;
  }

  /** When timed forks and changes of blob parameters start. */
  private NavigableSet<Long> changeTimes() {
    NavigableSet<Long> times = new TreeSet<>();
    spec.forks()
        .starts()
        .forEach(
            (fork, start) -> {
              if (ForkSchedule.isTimed(fork)) {
                times.add(start);
              }
            });
    for (BlobSchedule.Entry entry : spec.blobs().entries()) {
      times.add(entry.fromSeconds());
    }
    return times;
  }

  private JsonNode at(@Nullable Long time, ChainView head) {
    if (time == null) {
      return Json.nothing();
    }
    Fork fork = spec.forkAt(head.number(), time);
    ObjectNode json = Json.object();
    json.put("activationTime", time);
    BlobParameters blobs = spec.blobParametersAt(time);
    if (blobs == null) {
      json.putNull("blobSchedule");
    } else {
      ObjectNode schedule = json.putObject("blobSchedule");
      schedule.put("target", blobs.target());
      schedule.put("max", blobs.max());
      schedule.put("baseFeeUpdateFraction", blobs.baseFeeUpdateFraction());
    }
    json.set("chainId", Json.quantity(spec.chainId()));
    json.put("forkId", forkId(head, time));
    ObjectNode precompiles = json.putObject("precompiles");
    PrecompiledContracts.of(fork)
        .contracts()
        .forEach((address, contract) -> precompiles.put(contract.name(), address.toString()));
    addSystemContracts(json.putObject("systemContracts"), fork);
    return json;
  }

  private void addSystemContracts(ObjectNode json, Fork fork) {
    if (fork.isAtLeast(Fork.CANCUN)) {
      json.set("BEACON_ROOTS_ADDRESS", Json.address(SystemContracts.BEACON_ROOTS));
    }
    if (fork.isAtLeast(Fork.PRAGUE)) {
      json.set(
          "CONSOLIDATION_REQUEST_PREDEPLOY_ADDRESS",
          Json.address(spec.requestContracts().consolidations()));
      json.set("DEPOSIT_CONTRACT_ADDRESS", Json.address(spec.requestContracts().deposits()));
      json.set("HISTORY_STORAGE_ADDRESS", Json.address(SystemContracts.HISTORY));
      json.set(
          "WITHDRAWAL_REQUEST_PREDEPLOY_ADDRESS",
          Json.address(spec.requestContracts().withdrawals()));
    }
  }

  /** The checksum of the genesis and the forks passed by then (EIP-2124, EIP-6122). */
  private String forkId(ChainView head, long time) {
    BlockHeader genesis = Objects.requireNonNull(head.header(0));
    TreeSet<Long> numbers = new TreeSet<>();
    spec.forks()
        .starts()
        .forEach(
            (fork, start) -> {
              if (!ForkSchedule.isTimed(fork) && start > 0 && start <= head.number()) {
                numbers.add(start);
              }
            });
    CRC32 checksum = new CRC32();
    checksum.update(genesis.hash().toArray());
    for (long number : numbers) {
      checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }
    for (long passed : changeTimes().headSet(time, true)) {
      if (passed > genesis.timestamp()) {
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, passed));
      }
    }
    return "0x%08x".formatted(checksum.getValue());
  }
}
