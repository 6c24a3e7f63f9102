package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.crypto.Keccak256;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;

/** Who this node is and which chain it is on. */
final class NodeApi {
  private final ChainSpec spec;
  private final String clientVersion;

  NodeApi(RpcServices services) {
    spec = services.engine().spec();
    clientVersion = services.clientVersion();
  }

  void addTo(MethodTable.Builder table) {
    table
        .add("web3_clientVersion", _ -> Json.text(clientVersion))
        .add("web3_sha3", params -> Json.hash(Keccak256.hash32(params.get(0).bytes())))
        .add("net_version", _ -> Json.text(Long.toUnsignedString(spec.chainId())))
        .add("net_listening", _ -> Json.bool(true))
        .add("net_peerCount", _ -> Json.quantity(0))
        .add("eth_chainId", _ -> Json.quantity(spec.chainId()))
        .add("eth_syncing", _ -> Json.bool(false))
        .add("rpc_modules", _ -> modules(table));
  }

  private static ObjectNode modules(MethodTable.Builder table) {
    ObjectNode json = Json.object();
    table.namespaces().forEach(name -> json.put(name, "1.0"));
    return json;
  }
}
