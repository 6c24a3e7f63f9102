package io.weft.execution.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.crypto.KzgBlobs;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.types.BlobSidecar.Carried;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BlobSidecarTest {
  private static final long SEED = 4844;

  private final BlobSidecar plain =
      Objects.requireNonNull(BlobSidecar.of(BlobSidecar.BLOB_PROOFS, List.of(blob(1), blob(2))));

  @Test
  void bothFormsComeBackAsTheyWere() {
    for (BlobSidecar sidecar : List.of(plain, plain.as(BlobSidecar.CELL_PROOFS))) {
      BlobTransaction transaction = transaction(sidecar);
      Carried carried = BlobSidecar.decode(sidecar.encodedWith(transaction));
      assertThat(carried).isEqualTo(new Carried(transaction, sidecar));
    }
  }

  @Test
  void aTransactionWithoutBlobsHasNoSidecar() {
    BlobTransaction transaction = transaction(plain);
    assertThat(BlobSidecar.decode(transaction.encoded())).isEqualTo(new Carried(transaction, null));
  }

  @Test
  void ownProofsOfBothFormsHold() {
    assertThat(plain.isProven()).isTrue();
    BlobSidecar cells = plain.as(BlobSidecar.CELL_PROOFS);
    assertThat(cells.proofs()).hasSize(cells.proofsNeeded()).hasSize(256);
    assertThat(cells.isProven()).isTrue();
  }

  @Test
  void proofsOfOtherBlobsDoNotHold() {
    for (BlobSidecar sidecar : List.of(plain, plain.as(BlobSidecar.CELL_PROOFS))) {
      List<Bytes> swapped = new ArrayList<>(sidecar.proofs().reversed());
      assertThat(with(sidecar, sidecar.blobs(), sidecar.commitments(), swapped).isProven())
          .isFalse();
      assertThat(
              with(sidecar, sidecar.blobs().reversed(), sidecar.commitments(), sidecar.proofs())
                  .isProven())
          .isFalse();
      assertThat(
              with(sidecar, sidecar.blobs(), sidecar.commitments().reversed(), sidecar.proofs())
                  .isProven())
          .isFalse();
    }
  }

  @Test
  void whatIsNoPointOrNoFieldElementProvesNothing() {
    Bytes noPoint = Bytes.wrap(new byte[KzgBlobs.POINT_SIZE]);
    List<Bytes> none = List.of(noPoint, noPoint);
    assertThat(with(plain, plain.blobs(), plain.commitments(), none).isProven()).isFalse();
    byte[] tooLarge = new byte[KzgBlobs.BLOB_SIZE];
    tooLarge[0] = -1;
    assertThat(BlobSidecar.of(BlobSidecar.BLOB_PROOFS, List.of(Bytes.wrap(tooLarge)))).isNull();
  }

  @Test
  void blobsAndProofsOfAnotherSizeAreRefused() {
    List<Bytes> shorter = List.of(Bytes.wrap(new byte[KzgBlobs.BLOB_SIZE - 1]));
    Bytes encoded =
        with(plain, shorter, plain.commitments(), plain.proofs()).encodedWith(transaction(plain));
    assertThatThrownBy(() -> BlobSidecar.decode(encoded))
        .isInstanceOf(RlpException.class)
        .hasMessageContaining("wrong blob size");
  }

  private static BlobSidecar with(
      BlobSidecar original, List<Bytes> blobs, List<Bytes> commitments, List<Bytes> proofs) {
    return new BlobSidecar(original.version(), blobs, commitments, proofs);
  }

  private static Bytes blob(int number) {
    Random random = new Random(SEED + number);
    byte[] blob = new byte[KzgBlobs.BLOB_SIZE];
    random.nextBytes(blob);
    for (int at = 0; at < blob.length; at += 32) {
      blob[at] = 0; // each element below the order of the group
    }
    return Bytes.wrap(blob);
  }

  private static BlobTransaction transaction(BlobSidecar sidecar) {
    return new BlobTransaction(
        1,
        7,
        U256.ONE,
        U256.of(2),
        21_000,
        Address.of(3),
        U256.ZERO,
        Bytes.EMPTY,
        List.of(),
        U256.of(5),
        sidecar.versionedHashes(),
        new Signature(1, U256.of(8), U256.of(9)));
  }
}
