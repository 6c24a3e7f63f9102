package io.weft.node.pool;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.KzgBlobs;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.BlobSidecar;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a blob transaction must satisfy to wait in the pool, beyond {@link AdmissionRules}. Messages
 * are geth's.
 */
public final class BlobRules {
  /** Of one transaction (EIP-7594). */
  private static final int MAX_BLOBS = 6;

  /** Of one sender: each weighs as much as a thousand others. */
  private static final int MAX_PER_SENDER = 16;

  private BlobRules() {}

  /** The form of sidecar in which transactions of this fork travel. */
  public static int sidecarVersion(Fork fork) {
    return fork.isAtLeast(Fork.OSAKA) ? BlobSidecar.CELL_PROOFS : BlobSidecar.BLOB_PROOFS;
  }

  /** Judges the sidecar, its proofs last; null where there is nothing to object to. */
  static Admission.@Nullable Refused check(PooledTransaction pooled, Fork fork) {
    if (!(pooled.transaction() instanceof BlobTransaction tx)) {
      return null;
    }
    BlobSidecar sidecar = pooled.sidecar();
    if (sidecar == null) {
      return refuse("missing sidecar in blob transaction");
    }
    int version = sidecarVersion(fork);
    if (sidecar.version() != version) {
      return refuse("unexpected sidecar version, want: " + version + ", got: " + sidecar.version());
    }
    String problem = checkCounts(tx, sidecar);
    if (problem == null) {
      problem = checkHashes(tx.blobVersionedHashes(), sidecar);
    }
    if (problem == null) {
      problem = checkProofs(sidecar);
    }
    return problem == null ? null : refuse(problem);
  }

  private static @Nullable String checkCounts(Transaction tx, BlobSidecar sidecar) {
    int hashes = tx.blobVersionedHashes().size();
    if (hashes == 0) {
      return "blobless blob transaction";
    }
    if (hashes > MAX_BLOBS) {
      return "too many blobs in transaction: have " + hashes + ", permitted " + MAX_BLOBS;
    }
    if (sidecar.blobs().size() != hashes) {
      return "invalid number of "
          + sidecar.blobs().size()
          + " blobs compared to "
          + hashes
          + " blob hashes";
    }
    if (sidecar.commitments().size() != hashes) {
      return "invalid number of "
          + sidecar.commitments().size()
          + " blob commitments compared to "
          + hashes
          + " blob hashes";
    }
    if (sidecar.proofs().size() != sidecar.proofsNeeded()) {
      return "invalid number of "
          + sidecar.proofs().size()
          + " blob proofs expected "
          + sidecar.proofsNeeded();
    }
    return null;
  }

  private static @Nullable String checkHashes(List<Hash32> named, BlobSidecar sidecar) {
    List<Hash32> computed = sidecar.versionedHashes();
    for (int i = 0; i < named.size(); i++) {
      if (!computed.get(i).equals(named.get(i))) {
        return "blob "
            + i
            + ": computed hash "
            + computed.get(i)
            + " mismatches transaction one "
            + named.get(i);
      }
    }
    return null;
  }

  private static @Nullable String checkProofs(BlobSidecar sidecar) {
    String problem = KzgBlobs.unavailable();
    if (problem != null) {
      return "blobs cannot be verified on this machine: " + problem;
    }
    return sidecar.isProven() ? null : "invalid blob proofs";
  }

  /** Judges the transaction beside the others of its sender. */
  static Admission.@Nullable Refused checkQueue(PooledTransaction pooled, SenderQueue queue) {
    PooledTransaction other = queue.last();
    if (other != null && other.isBlob() != pooled.isBlob()) {
      return new Admission.Refused(Refusal.SENDER_RESERVED, "address already reserved");
    }
    if (!pooled.isBlob()) {
      return null;
    }
    // A gap would keep blobs in memory that no block can include.
    if (Long.compareUnsigned(pooled.nonce(), queue.nextNonce()) > 0) {
      return new Admission.Refused(
          Refusal.NONCE_TOO_HIGH,
          "nonce too high: tx nonce "
              + Long.toUnsignedString(pooled.nonce())
              + ", gapped nonce "
              + Long.toUnsignedString(queue.nextNonce()));
    }
    if (queue.size() >= MAX_PER_SENDER && queue.get(pooled.nonce()) == null) {
      return new Admission.Refused(
          Refusal.SENDER_LIMIT, "account limit exceeded: pooled " + queue.size() + " txs");
    }
    return null;
  }

  private static Admission.Refused refuse(String message) {
    return new Admission.Refused(Refusal.INVALID_BLOBS, message);
  }
}
