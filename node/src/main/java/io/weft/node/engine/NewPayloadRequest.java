package io.weft.node.engine;

import io.weft.execution.block.ExecutionPayload;
import io.weft.execution.block.NewPayload;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Withdrawal;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.RpcException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of {@code engine_newPayloadV1} to {@code V5}. A version is for the forks
 * whose payload it can carry, and takes exactly the fields those have.
 */
public final class NewPayloadRequest {
  /** The payload is of a fork that this version of the method is not for. */
  public static final int UNSUPPORTED_FORK = -38005;

  /** The forks that each version is for, first and last; version 1 is at index 0. */
  private static final Fork[][] FORKS = {
    {Fork.PARIS, Fork.PARIS},
    {Fork.PARIS, Fork.SHANGHAI},
    {Fork.CANCUN, Fork.CANCUN},
    {Fork.PRAGUE, Fork.OSAKA},
    {Fork.AMSTERDAM, Fork.AMSTERDAM}
  };

  private NewPayloadRequest() {}

  /** The number of versions. */
  public static int versions() {
    return FORKS.length;
  }

  /**
   * Reads the parameters of one request.
   *
   * @throws RpcException with {@link RpcException#INVALID_PARAMS} or {@link #UNSUPPORTED_FORK}
   */
  public static NewPayload read(int version, ChainSpec spec, List<Param> params) {
    int expected = version < 3 ? 1 : version == 3 ? 3 : 4;
    if (params.size() != expected) {
      throw RpcException.invalidParams(
          "parameters: expected " + expected + ", got " + params.size());
    }
    Param payload = params.getFirst();
    Fork fork = fork(version, spec, payload);
    return new NewPayload(
        payload(fork, payload),
        version >= 3 ? hashes(params.get(1)) : null,
        version >= 3 ? params.get(2).hash() : null,
        version >= 4 ? requests(params.get(3)) : null);
  }

  /** The fork of the payload, if the version is for it. */
  private static Fork fork(int version, ChainSpec spec, Param payload) {
    // Stakes are all that is known here, whatever the schedule says of proof of work.
    Fork scheduled =
        spec.forkAt(
            payload.required("blockNumber").number(), payload.required("timestamp").uint64());
    Fork fork = scheduled.isAtLeast(Fork.PARIS) ? scheduled : Fork.PARIS;
    Fork[] range = FORKS[version - 1];
    boolean isWithin = fork.isAtLeast(range[0]) && range[1].isAtLeast(fork);
    if (!isWithin) {
      throw RpcException.of(
          UNSUPPORTED_FORK,
          "unsupported fork: expected a payload of "
              + range[0]
              + (range[0] == range[1] ? "" : " to " + range[1])
              + " in engine_newPayloadV"
              + version
              + ", got one of "
              + fork);
    }
    return fork;
  }

  private static ExecutionPayload payload(Fork fork, Param json) {
    Param withdrawals = field(json, "withdrawals", fork, Fork.SHANGHAI);
    Param blobGasUsed = field(json, "blobGasUsed", fork, Fork.CANCUN);
    Param excessBlobGas = field(json, "excessBlobGas", fork, Fork.CANCUN);
    Param blockAccessList = field(json, "blockAccessList", fork, Fork.AMSTERDAM);
    Param slotNumber = field(json, "slotNumber", fork, Fork.AMSTERDAM);
    return new ExecutionPayload(
        json.required("parentHash").hash(),
        json.required("feeRecipient").address(),
        json.required("stateRoot").hash(),
        json.required("receiptsRoot").hash(),
        json.required("logsBloom").bytes(),
        json.required("prevRandao").hash(),
        json.required("blockNumber").number(),
        json.required("gasLimit").number(),
        json.required("gasUsed").number(),
        json.required("timestamp").uint64(),
        json.required("extraData").bytes(),
        json.required("baseFeePerGas").quantity(),
        json.required("blockHash").hash(),
        json.required("transactions").elements().stream().map(Param::bytes).toList(),
        withdrawals == null ? null : withdrawals(withdrawals),
        blobGasUsed == null ? null : (Long) blobGasUsed.uint64(),
        excessBlobGas == null ? null : (Long) excessBlobGas.uint64(),
        blockAccessList == null ? null : blockAccessList.bytes(),
        slotNumber == null ? null : (Long) slotNumber.number());
  }

  /** A field that payloads have since a fork and not before. */
  private static @Nullable Param field(Param json, String name, Fork fork, Fork since) {
    if (fork.isAtLeast(since)) {
      return json.required(name);
    }
    if (json.field(name) != null) {
      throw json.invalid("expected no " + name + " before " + since);
    }
    return null;
  }

  private static List<Withdrawal> withdrawals(Param array) {
    List<Withdrawal> withdrawals = new ArrayList<>();
    for (Param json : array.elements()) {
      withdrawals.add(
          new Withdrawal(
              json.required("index").uint64(),
              json.required("validatorIndex").uint64(),
              json.required("address").address(),
              json.required("amount").uint64()));
    }
    return withdrawals;
  }

  private static List<Hash32> hashes(Param array) {
    return array.elements().stream().map(Param::hash).toList();
  }

  /** The requests, which must be in the order of their types, one of each and none empty. */
  private static List<Bytes> requests(Param array) {
    List<Bytes> requests = new ArrayList<>();
    int last = -1;
    for (Param element : array.elements()) {
      Bytes request = element.bytes();
      int type = request.isEmpty() ? -1 : request.get(0) & 0xFF;
      if (request.size() < 2 || type <= last) {
        throw array.invalid("expected execution requests in ascending order of type, none empty");
      }
      requests.add(request);
      last = type;
    }
    return requests;
  }
}
