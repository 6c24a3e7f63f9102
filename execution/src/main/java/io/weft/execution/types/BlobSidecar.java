package io.weft.execution.types;

import io.weft.execution.crypto.KzgBlobs;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What travels with a blob transaction until it is in a block: the blobs it commits to, and proofs.
 *
 * <pre>
 * 0x03 || [transaction,    blobs, commitments, proofs]     version 0: a proof a blob    (EIP-4844)
 * 0x03 || [transaction, 1, blobs, commitments, proofs]     version 1: a proof a cell    (EIP-7594)
 * </pre>
 */
public record BlobSidecar(
    int version, List<Bytes> blobs, List<Bytes> commitments, List<Bytes> proofs) {
  /** One proof a blob. */
  public static final int BLOB_PROOFS = 0;

  /** 128 proofs a blob. */
  public static final int CELL_PROOFS = 1;

  private static final byte VERSIONED_HASH_KZG = 1;

  /** A transaction as a client sends it; null where no sidecar came with it. */
  public record Carried(Transaction transaction, @Nullable BlobSidecar sidecar) {}

  /**
   * Decodes a transaction with or without sidecar.
   *
   * @throws RlpException if it is neither
   */
  public static Carried decode(Bytes encoded) {
    boolean isBlobTransaction = !encoded.isEmpty() && encoded.get(0) == BlobTransaction.TYPE;
    if (!isBlobTransaction) {
      return new Carried(Transaction.decode(encoded), null);
    }
    RlpReader fields = RlpReader.ofList(encoded.slice(1));
    if (!fields.hasNext() || !fields.nextIsList()) {
      return new Carried(Transaction.decode(encoded), null);
    }
    BlobTransaction transaction = BlobTransaction.readFields(fields.list());
    int version = BLOB_PROOFS;
    if (fields.hasNext() && !fields.nextIsList()) {
      long written = fields.uint64();
      if (written != CELL_PROOFS) {
        throw new RlpException(
            "blob sidecar version: expected 1, got " + Long.toUnsignedString(written));
      }
      version = CELL_PROOFS;
    }
    List<Bytes> blobs = read(fields.list(), KzgBlobs.BLOB_SIZE, "blob");
    List<Bytes> commitments = read(fields.list(), KzgBlobs.POINT_SIZE, "commitment");
    List<Bytes> proofs = read(fields.list(), KzgBlobs.POINT_SIZE, "proof");
    fields.end();
    return new Carried(transaction, new BlobSidecar(version, blobs, commitments, proofs));
  }

  private static List<Bytes> read(RlpReader list, int size, String what) {
    List<Bytes> items = new ArrayList<>();
    while (list.hasNext()) {
      Bytes item = list.bytes();
      if (item.size() != size) {
        throw new RlpException(
            "wrong " + what + " size: expected " + size + " bytes, got " + item.size());
      }
      items.add(item);
    }
    return List.copyOf(items);
  }

  /** The form in which {@link #decode} reads the transaction back with this sidecar. */
  public Bytes encodedWith(BlobTransaction transaction) {
    RlpWriter out = new RlpWriter(1024 + blobs.size() * (KzgBlobs.BLOB_SIZE + 8));
    out.raw(BlobTransaction.TYPE);
    int list = out.beginList();
    out.raw(transaction.encoded().slice(1).unsafeArray());
    if (version == CELL_PROOFS) {
      out.write((long) version);
    }
    write(out, blobs);
    write(out, commitments);
    write(out, proofs);
    return out.endList(list).toBytes();
  }

  private static void write(RlpWriter out, List<Bytes> items) {
    int list = out.beginList();
    items.forEach(out::write);
    out.endList(list);
  }

  /** About what it takes in memory. */
  public int size() {
    return blobs.size() * KzgBlobs.BLOB_SIZE
        + (commitments.size() + proofs.size()) * KzgBlobs.POINT_SIZE;
  }

  /** How a transaction names the blob behind a commitment (EIP-4844). */
  public static Hash32 versionedHash(Bytes commitment) {
    byte[] hash = sha256().digest(commitment.unsafeArray());
    hash[0] = VERSIONED_HASH_KZG;
    return Hash32.from(hash);
  }

  /** The names of all blobs, in order. */
  public List<Hash32> versionedHashes() {
    return commitments.stream().map(BlobSidecar::versionedHash).toList();
  }

  /** Whether the proofs show that the blobs are what the commitments say; the counts must fit. */
  public boolean isProven() {
    return version == CELL_PROOFS
        ? KzgBlobs.verifyCellProofs(blobs, commitments, proofs)
        : KzgBlobs.verifyProofs(blobs, commitments, proofs);
  }

  /** How many proofs there must be. */
  public int proofsNeeded() {
    return version == CELL_PROOFS ? blobs.size() * KzgBlobs.CELLS_PER_BLOB : blobs.size();
  }

  /** The same blobs with proofs of this version, computed anew where it is another. */
  public BlobSidecar as(int wanted) {
    if (wanted == version) {
      return this;
    }
    return new BlobSidecar(wanted, blobs, commitments, proofs(wanted, blobs, commitments));
  }

  /**
   * Commits to blobs and proves them.
   *
   * @return null where a blob holds an element that is too large
   */
  public static @Nullable BlobSidecar of(int version, List<Bytes> blobs) {
    List<Bytes> commitments = new ArrayList<>(blobs.size());
    for (Bytes blob : blobs) {
      Bytes commitment = KzgBlobs.commitment(blob);
      if (commitment == null) {
        return null;
      }
      commitments.add(commitment);
    }
    return new BlobSidecar(
        version, blobs, List.copyOf(commitments), proofs(version, blobs, commitments));
  }

  private static List<Bytes> proofs(int version, List<Bytes> blobs, List<Bytes> commitments) {
    List<Bytes> proofs = new ArrayList<>();
    for (int i = 0; i < blobs.size(); i++) {
      if (version == CELL_PROOFS) {
        proofs.addAll(KzgBlobs.cellProofs(blobs.get(i)));
      } else {
        proofs.add(KzgBlobs.proof(blobs.get(i), commitments.get(i)));
      }
    }
    return List.copyOf(proofs);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
