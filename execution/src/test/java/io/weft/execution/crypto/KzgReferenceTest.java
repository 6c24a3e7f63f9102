package io.weft.execution.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import ethereum.ckzg4844.CKZG4844JNI;
import ethereum.ckzg4844.ProofAndY;
import io.weft.execution.testing.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** c-kzg, which loads the whole ceremony, against the check that needs one point of it. */
final class KzgReferenceTest {
  @BeforeAll
  static void loadCeremony() {
    assertThat(KzgBlobs.unavailable()).isNull();
  }

  @Test
  void theCeremonyIsThatOfTheMainNetwork() throws IOException {
    byte[] published =
        Fixtures.read("crypto", path -> path.endsWith("kzg/trusted_setup.txt"))
            .values()
            .iterator()
            .next();
    try (InputStream shipped = KzgBlobs.class.getResourceAsStream("kzg_trusted_setup.txt")) {
      assertThat(shipped).isNotNull().hasBinaryContent(published);
    }
  }

  @Test
  void proofsOfRandomBlobsAreJudgedAlike() {
    Random random = new Random(51);
    for (int i = 0; i < 4; i++) {
      byte[] blob = new byte[CKZG4844JNI.BYTES_PER_BLOB];
      random.nextBytes(blob);
      for (int at = 0; at < blob.length; at += 32) {
        blob[at] = 0;
      }
      byte[] z = new byte[32];
      random.nextBytes(z);
      z[0] = 0;
      byte[] commitment = CKZG4844JNI.blobToKzgCommitment(blob);
      ProofAndY result = CKZG4844JNI.computeKzgProof(blob, z);
      byte[] y = result.getY();
      byte[] proof = result.getProof();
      assertThat(KzgProof.verify(commitment, z, y, proof)).as("seed 51, turn %d", i).isTrue();
      byte[] otherY = y.clone();
      otherY[31] ^= 1;
      byte[] otherZ = z.clone();
      otherZ[31] ^= 1;
      assertThat(KzgProof.verify(commitment, z, otherY, proof)).isFalse();
      assertThat(KzgProof.verify(commitment, otherZ, y, proof)).isFalse();
      assertThat(KzgProof.verify(proof, z, y, commitment)).isFalse();
    }
  }
}
