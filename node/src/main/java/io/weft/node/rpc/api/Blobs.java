package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.crypto.KzgBlobs;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.BlobSidecar;
import io.weft.execution.types.BlockHeader;
import io.weft.node.pool.BlobRules;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.json.CallRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blobs that travel beside transactions. */
final class Blobs {
  private final Blocks blocks;
  private final ChainSpec spec;
  private final TransactionPool pool;

  Blobs(Blocks blocks, RpcServices services) {
    this.blocks = blocks;
    this.spec = services.engine().spec();
    this.pool = services.pool();
  }

  /** The methods of a development chain that show blobs. */
  void addTo(MethodTable.Builder table) {
    table
        .add("anvil_getBlobByHash", this::byHash)
        .add("anvil_getBlobsByTransactionHash", this::byTransaction);
  }

  private JsonNode byHash(Params params) {
    Hash32 wanted = params.get(0).hash();
    for (BlobSidecar sidecar : pool.sidecars()) {
      int index = sidecar.versionedHashes().indexOf(wanted);
      if (index >= 0) {
        return Json.bytes(sidecar.blobs().get(index));
      }
    }
    return Json.nothing();
  }

  private JsonNode byTransaction(Params params) {
    BlobSidecar sidecar = pool.sidecar(params.get(0).hash());
    if (sidecar == null) {
      return Json.nothing();
    }
    ArrayNode list = Json.array();
    sidecar.blobs().forEach(blob -> list.add(blob.toString()));
    return list;
  }

  private int currentVersion() {
    BlockHeader head = blocks.head().header();
    return BlobRules.sidecarVersion(spec.forkAt(head.number() + 1, head.timestamp() + 1));
  }

  /**
   * The sidecar with cell proofs where these are needed and it has valid ones of the older form, as
   * many clients still make; any other is left to the pool to judge.
   */
  @Nullable BlobSidecar inCurrentForm(@Nullable BlobSidecar sidecar) {
    boolean isOld =
        sidecar != null
            && sidecar.version() == BlobSidecar.BLOB_PROOFS
            && currentVersion() == BlobSidecar.CELL_PROOFS;
    if (sidecar == null || !isOld || KzgBlobs.unavailable() != null) {
      return sidecar;
    }
    boolean fits =
        sidecar.commitments().size() == sidecar.blobs().size()
            && sidecar.proofs().size() == sidecar.proofsNeeded();
    return fits && sidecar.isProven() ? sidecar.as(BlobSidecar.CELL_PROOFS) : sidecar;
  }

  /** The sidecar a request asks for, commitments and proofs computed where it has none; or null. */
  @Nullable BlobSidecar sidecar(CallRequest request) {
    CallRequest.Blobs given = request.blobs();
    if (given == null) {
      return null;
    }
    String problem = KzgBlobs.unavailable();
    if (problem != null) {
      throw RpcException.refused("blobs cannot be committed to on this machine: " + problem);
    }
    BlobSidecar sidecar = sidecar(given);
    List<Hash32> named = request.blobVersionedHashes();
    if (named != null && !named.equals(sidecar.versionedHashes())) {
      throw RpcException.invalidParams(
          "blob hash verification failed (have=%s, want=%s)"
              .formatted(named, sidecar.versionedHashes()));
    }
    return sidecar;
  }

  private BlobSidecar sidecar(CallRequest.Blobs given) {
    List<Bytes> commitments = given.commitments();
    List<Bytes> proofs = given.proofs();
    if (commitments != null && proofs != null) {
      boolean isOld = proofs.size() == given.blobs().size();
      int version = isOld ? BlobSidecar.BLOB_PROOFS : BlobSidecar.CELL_PROOFS;
      BlobSidecar sidecar = new BlobSidecar(version, given.blobs(), commitments, proofs);
      BlobSidecar current = inCurrentForm(sidecar);
      return current == null ? sidecar : current;
    }
    BlobSidecar computed = BlobSidecar.of(currentVersion(), given.blobs());
    if (computed == null) {
      throw RpcException.invalidParams(
          "invalid blob: expected field elements below the order of the group");
    }
    return computed;
  }
}
