package io.weft.execution.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import ethereum.ckzg4844.CKZG4844JNI;
import ethereum.ckzg4844.ProofAndY;
import io.weft.execution.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** c-kzg, which loads the whole ceremony, against the check that needs one point of it. */
final class KzgReferenceTest {
  @TempDir static Path folder;

  @BeforeAll
  static void loadCeremony() throws IOException {
    byte[] setup =
        Fixtures.read("crypto", path -> path.endsWith("kzg/trusted_setup.txt"))
            .values()
            .iterator()
            .next();
    Path file = Files.write(folder.resolve("trusted_setup.txt"), setup);
    CKZG4844JNI.loadNativeLibrary();
    CKZG4844JNI.loadTrustedSetup(file.toString(), 0);
  }

  @AfterAll
  static void freeCeremony() {
    CKZG4844JNI.freeTrustedSetup();
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
