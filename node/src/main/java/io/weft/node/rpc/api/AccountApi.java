package io.weft.node.rpc.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlobSidecar;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.Transaction;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.DevControls;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.json.BlockOverrides;
import io.weft.node.rpc.json.CallRequest;
import io.weft.node.rpc.json.StateOverrides;
import io.weft.node.rpc.json.TransactionJson;
import io.weft.node.rpc.json.TypedData;
import org.jspecify.annotations.Nullable;

/** Signing and sending with the keys this node holds, and filling in what a sender left open. */
final class AccountApi {
  private final Blocks blocks;
  private final ChainSpec spec;
  private final TransactionPool pool;
  private final UnlockedAccounts accounts;
  private final @Nullable DevControls dev;
  private final Blobs blobs;
  private final Simulator simulator;
  private final GasEstimator estimator;
  private final CallRunner runner;
  private final FeeApi fees;
  private final TipOracle tips;
  private final SendApi sender;

  AccountApi(
      Blocks blocks,
      RpcServices services,
      Blobs blobs,
      Simulator simulator,
      GasEstimator estimator,
      CallRunner runner,
      FeeApi fees,
      TipOracle tips,
      SendApi sender) {
    this.blocks = blocks;
    this.spec = services.engine().spec();
    this.pool = services.pool();
    this.accounts = services.accounts();
    this.dev = services.dev();
    this.blobs = blobs;
    this.simulator = simulator;
    this.estimator = estimator;
    this.runner = runner;
    this.fees = fees;
    this.tips = tips;
    this.sender = sender;
  }

  void addTo(MethodTable.Builder table) {
    table
        .add("eth_accounts", _ -> addresses())
        .add("eth_requestAccounts", _ -> addresses())
        .add("eth_coinbase", _ -> Json.address(blocks.head().header().coinbase()))
        .add("eth_sign", params -> sign(params.get(0), params.get(1)))
        .add("personal_sign", params -> sign(params.get(1), params.get(0)))
        .add("eth_signTypedData_v4", this::signTypedData)
        .add("eth_signTransaction", this::signTransaction)
        .add("eth_sendTransaction", this::sendTransaction)
        .add("eth_sendUnsignedTransaction", this::sendTransaction)
        .add("eth_fillTransaction", this::fillTransaction);
  }

  private JsonNode addresses() {
    var list = Json.array();
    accounts.addresses().forEach(address -> list.add(address.toString()));
    return list;
  }

  private JsonNode sign(Param account, Param message) {
    Bytes text = message.bytes();
    Bytes prefix = Bytes.wrap(("\u0019Ethereum Signed Message:\n" + text.size()).getBytes(UTF_8));
    return signed(account.address(), Keccak256.hash32(prefix.concat(text)));
  }

  private JsonNode signTypedData(Params params) {
    return signed(params.get(0).address(), TypedData.read(params.get(1)).signingHash());
  }

  private JsonNode signed(Address address, Hash32 hash) {
    Signature signature = requireSignature(address, hash);
    byte[] bytes = new byte[65];
    signature.r().copyTo(bytes, 0);
    signature.s().copyTo(bytes, 32);
    bytes[64] = (byte) (27 + signature.yParity());
    return Json.bytes(Bytes.wrap(bytes));
  }

  private Signature requireSignature(Address address, Hash32 hash) {
    Signature signature = accounts.sign(address, hash);
    if (signature == null) {
      throw RpcException.refused("unknown account: no key for " + address);
    }
    return signature;
  }

  private JsonNode signTransaction(Params params) throws InterruptedException {
    CallRequest request = CallRequest.read(params.get(0));
    BlobSidecar sidecar = blobs.sidecar(request);
    Transaction unsigned = fill(request, sidecar).transaction(spec.chainId(), 0);
    Signature signature = requireSignature(request.sender(), unsigned.signingHash());
    return rawAndFields(unsigned.withSignature(signature), sidecar);
  }

  private JsonNode sendTransaction(Params params) throws InterruptedException {
    CallRequest request = CallRequest.read(params.get(0));
    Address from = request.from();
    if (from == null) {
      throw RpcException.invalidParams("invalid argument 0: missing from");
    }
    boolean isImpersonated = dev != null && dev.isImpersonated(from);
    if (!isImpersonated && !accounts.has(from)) {
      throw RpcException.refused("unknown account: no key for " + from);
    }
    BlobSidecar sidecar = blobs.sidecar(request);
    Transaction unsigned = fill(request, sidecar).transaction(spec.chainId(), 0);
    if (dev != null && isImpersonated && !accounts.has(from)) {
      return Json.hash(dev.sendImpersonated(from, unsigned, sidecar));
    }
    Signature signature = requireSignature(from, unsigned.signingHash());
    return Json.hash(sender.submit(unsigned.withSignature(signature), sidecar));
  }

  private JsonNode fillTransaction(Params params) throws InterruptedException {
    CallRequest request = CallRequest.read(params.get(0));
    BlobSidecar sidecar = blobs.sidecar(request);
    return rawAndFields(fill(request, sidecar).transaction(spec.chainId(), 0), sidecar);
  }

  private static JsonNode rawAndFields(Transaction transaction, @Nullable BlobSidecar sidecar) {
    ObjectNode json = Json.object();
    Bytes raw =
        sidecar != null && transaction instanceof BlobTransaction blob
            ? sidecar.encodedWith(blob)
            : transaction.encoded();
    json.set("raw", Json.bytes(raw));
    ObjectNode fields = json.putObject("tx");
    TransactionJson.addFields(fields, transaction);
    TransactionJson.addSignature(fields, transaction);
    fields.set("hash", Json.hash(transaction.hash()));
    return json;
  }

  /** The request with nonce, fees and gas limit chosen where it names none. */
  private CallRequest fill(CallRequest request, @Nullable BlobSidecar sidecar)
      throws InterruptedException {
    CallRequest filled = withFees(request);
    if (sidecar != null) {
      filled = filled.withBlobHashes(sidecar.versionedHashes());
    }
    if (filled.blobVersionedHashes() != null && filled.maxFeePerBlobGas() == null) {
      filled = filled.withBlobFee(fees.nextBlobBaseFee().multiply(2));
    }
    if (filled.nonce() == null) {
      filled = filled.withNonce(pool.nextNonce(filled.sender()));
    }
    if (filled.gas() == null) {
      CallRequest toEstimate = filled;
      Simulator.Scene scene =
          simulator.scene(BlockId.Tag.PENDING, StateOverrides.NONE, BlockOverrides.NONE);
      filled = filled.withGas(runner.run(stop -> estimator.estimate(scene, toEstimate, stop)));
    }
    return filled;
  }

  private CallRequest withFees(CallRequest request) {
    if (request.gasPrice() != null
        || (request.maxFeePerGas() != null && request.maxPriorityFeePerGas() != null)) {
      return request;
    }
    Integer type = request.type();
    U256 baseFee = fees.nextBaseFee();
    U256 tip = tips.suggestion(blocks.head());
    if (type != null && type < 2) {
      return request.withFees(baseFee.add(tip), null, null);
    }
    U256 maxTip = request.maxPriorityFeePerGas() == null ? tip : request.maxPriorityFeePerGas();
    U256 maxFee =
        request.maxFeePerGas() == null ? baseFee.multiply(2).add(maxTip) : request.maxFeePerGas();
    return request.withFees(null, maxFee, maxTip.min(maxFee));
  }
}
