package io.weft.execution.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.Hex;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Fixtures;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class Secp256k1Test {
  private static final byte[] KEY =
      Hex.decode("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
  private static final Hash32 HASH = Keccak256.hash32(new byte[] {1, 2, 3});

  private final Secp256k1Provider bouncyCastle = new BouncyCastleSecp256k1();

  @Test
  void privateKeyHasItsWellKnownAddress() {
    assertThat(Secp256k1.addressOfPrivateKey(KEY))
        .isEqualTo(Address.fromHex("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
  }

  @Test
  void signatureLeadsBackToItsSigner() {
    Random random = new Random(11);
    for (int i = 0; i < 64; i++) {
      byte[] key = randomScalar(random);
      Hash32 hash = Hash32.from(randomBytes(random));
      Signature signature = Secp256k1.sign(hash, key);
      assertThat(Secp256k1.isLowS(signature.s())).isTrue();
      assertThat(Secp256k1.recover(hash, signature.r(), signature.s(), signature.yParity()))
          .as("seed 11, turn %d", i)
          .isEqualTo(Secp256k1.addressOfPrivateKey(key));
    }
  }

  @Test
  void bothProvidersGiveTheSameBytes() {
    Secp256k1Provider library = LibSecp256k1.load();
    Random random = new Random(12);
    for (int i = 0; i < 64; i++) {
      byte[] key = randomScalar(random);
      byte[] hash = i == 0 ? filled(0xFF) : randomBytes(random);
      byte[] signature = library.sign(hash, key);
      assertThat(bouncyCastle.publicKey(key)).isEqualTo(library.publicKey(key));
      assertThat(bouncyCastle.sign(hash, key)).as("seed 12, turn %d", i).isEqualTo(signature);
      for (int parity = 0; parity < 2; parity++) {
        assertThat(bouncyCastle.recover(hash, signature, parity))
            .isEqualTo(library.recover(hash, signature, parity));
      }
      byte[] arbitrary = Arrays.copyOf(randomScalar(random), 64);
      System.arraycopy(randomScalar(random), 0, arbitrary, 32, 32);
      assertThat(bouncyCastle.recover(hash, arbitrary, i & 1))
          .as("seed 12, turn %d", i)
          .isEqualTo(library.recover(hash, arbitrary, i & 1));
    }
  }

  @Test
  void pointAtInfinityIsNobody() {
    // With s R = h G the recovered point is infinity: take R = G, s = h = 5.
    byte[] hash = U256.of(5).toBytes32();
    byte[] signature = new byte[64];
    System.arraycopy(Secp256k1.publicKey(U256.ONE.toBytes32()), 0, signature, 0, 32);
    signature[63] = 5;
    byte[] generator = Secp256k1.publicKey(U256.ONE.toBytes32());
    int parity = generator[63] & 1;
    assertThat(bouncyCastle.recover(hash, signature, parity)).isNull();
    assertThat(LibSecp256k1.load().recover(hash, signature, parity)).isNull();
    assertThat(bouncyCastle.recover(hash, signature, parity ^ 1)).isNotNull();
  }

  @Test
  void scalarsOutOfRangeAreNobody() {
    Signature good = Secp256k1.sign(HASH, KEY);
    for (U256 wrong : List.of(U256.ZERO, Secp256k1.ORDER, U256.MAX)) {
      assertThat(Secp256k1.recover(HASH, wrong, good.s(), 0)).isNull();
      assertThat(Secp256k1.recover(HASH, good.r(), wrong, 0)).isNull();
    }
    assertThat(Secp256k1.recover(HASH, good.r(), good.s(), 2)).isNull();
    assertThat(Secp256k1.recover(HASH, good.r(), good.s(), -1)).isNull();
  }

  @Test
  void highSRecoversTheSameSignerWithTheOtherParity() {
    Signature low = Secp256k1.sign(HASH, KEY);
    U256 high = Secp256k1.ORDER.subtract(low.s());
    assertThat(Secp256k1.isLowS(high)).isFalse();
    assertThat(Secp256k1.recover(HASH, low.r(), high, low.yParity() ^ 1))
        .isEqualTo(Secp256k1.addressOfPrivateKey(KEY));
  }

  @Test
  void halfOrderIsTheGreatestLowS() {
    assertThat(Secp256k1.isLowS(Secp256k1.HALF_ORDER)).isTrue();
    assertThat(Secp256k1.isLowS(Secp256k1.HALF_ORDER.add(U256.ONE))).isFalse();
  }

  @Test
  void invalidPrivateKeysAreRefusedWithoutShowingThem() {
    for (byte[] key :
        List.of(new byte[32], Secp256k1.ORDER.toBytes32(), filled(0xFF), new byte[31])) {
      assertThatThrownBy(() -> Secp256k1.sign(HASH, key))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("ff");
    }
  }

  @Test
  void nativeLibraryServesThisMachine() {
    assertThat(Secp256k1.fallbackReason()).isNull();
    assertThat(Secp256k1.provider()).isEqualTo("libsecp256k1");
  }

  @Test
  void wycheproofVerdictsHold() throws IOException {
    byte[] json =
        Fixtures.read("crypto", path -> path.endsWith("secp256k1_sha256_bitcoin_test.json"))
            .values()
            .iterator()
            .next();
    JsonNode file = new ObjectMapper().readTree(json);
    int cases = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode group : file.get("testGroups")) {
      byte[] point = Hex.decode(group.get("publicKey").get("uncompressed").asText());
      byte[] publicKey = Arrays.copyOfRange(point, 1, 65);
      for (JsonNode test : group.get("tests")) {
        cases++;
        boolean isValid = test.get("result").asText().equals("valid");
        byte[] message = Hex.decode(test.get("msg").asText());
        byte[] signature = Hex.decode(test.get("sig").asText());
        if (verifies(publicKey, message, signature) != isValid) {
          wrong.add(test.get("comment").asText());
        }
      }
    }
    // Valid, but the nonce's x is beyond the order, which no parity of 0 or 1 tells.
    assertThat(wrong).containsExactly("k*G has a large x-coordinate");
    assertThat(cases).isEqualTo(463);
  }

  /** Verification as transactions do it: low s, and the key among the two that are recovered. */
  private static boolean verifies(byte[] publicKey, byte[] message, byte[] der) {
    BigInteger[] rs = decode(der);
    if (rs == null || outOfRange(rs[0]) || outOfRange(rs[1])) {
      return false;
    }
    U256 r = U256.from(rs[0]);
    U256 s = U256.from(rs[1]);
    Hash32 hash = Hash32.from(sha256(message));
    return Secp256k1.isLowS(s)
        && (Arrays.equals(publicKey, Secp256k1.recoverPublicKey(hash, r, s, 0))
            || Arrays.equals(publicKey, Secp256k1.recoverPublicKey(hash, r, s, 1)));
  }

  private static boolean outOfRange(BigInteger value) {
    return value.signum() < 0 || value.bitLength() > 256;
  }

  private static BigInteger @Nullable [] decode(byte[] der) {
    try {
      return StandardDSAEncoding.INSTANCE.decode(Secp256k1.ORDER.toBigInteger(), der);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] randomScalar(Random random) {
    byte[] bytes = randomBytes(random);
    bytes[0] = 1;
    return bytes;
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
