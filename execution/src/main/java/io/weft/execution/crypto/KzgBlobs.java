package io.weft.execution.crypto;

import ethereum.ckzg4844.CKZG4844JNI;
import ethereum.ckzg4844.CKZGException;
import io.weft.execution.primitives.Bytes;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commitments to blobs and proofs of them, by c-kzg: one proof a blob (EIP-4844), or one for each
 * of the 128 cells of the extended blob (EIP-7594).
 *
 * <p>A call asks for all points of the ceremony, which take a second to load and stay from the
 * first call on. The block path never waits for that: executing a block needs {@link KzgProof}
 * alone.
 */
public final class KzgBlobs {
  public static final int BLOB_SIZE = CKZG4844JNI.BYTES_PER_BLOB;
  public static final int CELLS_PER_BLOB = CKZG4844JNI.CELLS_PER_EXT_BLOB;

  /** Of a commitment or a proof. */
  public static final int POINT_SIZE = CKZG4844JNI.BYTES_PER_COMMITMENT;

  private static final String SETUP = "kzg_trusted_setup.txt";

  private KzgBlobs() {}

  /** Loads library and ceremony once, when first touched. */
  private static final class Ceremony {
    static final @Nullable String PROBLEM = load();

    private static @Nullable String load() {
      try {
        CKZG4844JNI.loadNativeLibrary();
        CKZG4844JNI.loadTrustedSetupFromResource(SETUP, KzgBlobs.class, 0);
        return null;
      } catch (UncheckedIOException | LinkageError | CKZGException | IllegalArgumentException e) {
        return "c-kzg does not load: " + e;
      }
    }
  }

  /** Why blobs cannot be computed on this machine, or null if they can. */
  public static @Nullable String unavailable() {
    return Ceremony.PROBLEM;
  }

  /** Commits to a blob; null where an element of it is not below the order of the group. */
  public static @Nullable Bytes commitment(Bytes blob) {
    requireCeremony();
    try {
      return Bytes.wrap(CKZG4844JNI.blobToKzgCommitment(blob.unsafeArray()));
    } catch (CKZGException e) {
      return null;
    }
  }

  /** The proof of a blob as a whole (EIP-4844). */
  public static Bytes proof(Bytes blob, Bytes commitment) {
    requireCeremony();
    return Bytes.wrap(
        CKZG4844JNI.computeBlobKzgProof(blob.unsafeArray(), commitment.unsafeArray()));
  }

  /** The proofs of the cells of a blob (EIP-7594). */
  public static List<Bytes> cellProofs(Bytes blob) {
    requireCeremony();
    byte[] all = CKZG4844JNI.computeCellsAndKzgProofs(blob.unsafeArray()).getProofs();
    List<Bytes> proofs = new ArrayList<>(CELLS_PER_BLOB);
    for (int at = 0; at < all.length; at += POINT_SIZE) {
      proofs.add(Bytes.copyOf(all, at, POINT_SIZE));
    }
    return List.copyOf(proofs);
  }

  /** Whether one proof a blob shows that the blobs are what the commitments say (EIP-4844). */
  public static boolean verifyProofs(
      List<Bytes> blobs, List<Bytes> commitments, List<Bytes> proofs) {
    requireCeremony();
    try {
      return CKZG4844JNI.verifyBlobKzgProofBatch(
          join(blobs), join(commitments), join(proofs), blobs.size());
    } catch (CKZGException e) {
      return false;
    }
  }

  /** Whether 128 proofs a blob show that the blobs are what the commitments say (EIP-7594). */
  public static boolean verifyCellProofs(
      List<Bytes> blobs, List<Bytes> commitments, List<Bytes> proofs) {
    requireCeremony();
    List<Bytes> cells = new ArrayList<>(blobs.size());
    List<Bytes> repeated = new ArrayList<>(proofs.size());
    long[] indices = new long[proofs.size()];
    try {
      for (int i = 0; i < blobs.size(); i++) {
        cells.add(Bytes.wrap(CKZG4844JNI.computeCells(blobs.get(i).unsafeArray())));
        for (int cell = 0; cell < CELLS_PER_BLOB; cell++) {
          indices[repeated.size()] = cell;
          repeated.add(commitments.get(i));
        }
      }
      return CKZG4844JNI.verifyCellKzgProofBatch(
          join(repeated), indices, join(cells), join(proofs));
    } catch (CKZGException e) {
      return false;
    }
  }

  private static void requireCeremony() {
    if (Ceremony.PROBLEM != null) {
      throw new IllegalStateException(Ceremony.PROBLEM);
    }
  }

  private static byte[] join(List<Bytes> parts) {
    int size = 0;
    for (Bytes part : parts) {
      size += part.size();
    }
    byte[] joined = new byte[size];
    int at = 0;
    for (Bytes part : parts) {
      System.arraycopy(part.unsafeArray(), 0, joined, at, part.size());
      at += part.size();
    }
    return joined;
  }
}
