package io.weft.contracts.wallet;

import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A BIP-32 private key with its chain code. A hardened child is derived from the private key, any
 * other from the compressed public key, as the standard says.
 */
record ExtendedKey(Hash32 privateKey, Hash32 chainCode) {
  private static final BigInteger ORDER = Secp256k1.ORDER.toBigInteger();
  private static final int HARDENED = 0x80000000;
  private static final byte[] MASTER = "Bitcoin seed".getBytes(StandardCharsets.US_ASCII);

  static ExtendedKey master(byte[] seed) {
    byte[] digest = hmacSha512(MASTER, seed);
    return new ExtendedKey(requireKey(new BigInteger(1, digest, 0, 32)), Hash32.from(digest, 32));
  }

  ExtendedKey hardenedChild(int index) {
    return derive(
        ByteBuffer.allocate(37)
            .put((byte) 0)
            .put(privateKey.toArray())
            .putInt(index | HARDENED)
            .array());
  }

  ExtendedKey child(int index) {
    return derive(ByteBuffer.allocate(37).put(compressedPublicKey()).putInt(index).array());
  }

  private ExtendedKey derive(byte[] message) {
    byte[] digest = hmacSha512(chainCode.toArray(), message);
    BigInteger tweak = new BigInteger(1, digest, 0, 32);
    if (tweak.compareTo(ORDER) >= 0) {
      throw noKey();
    }
    BigInteger key = privateKey.toU256().toBigInteger().add(tweak).mod(ORDER);
    return new ExtendedKey(requireKey(key), Hash32.from(digest, 32));
  }

  private byte[] compressedPublicKey() {
    byte[] point = Secp256k1.publicKey(privateKey.toArray());
    byte[] compressed = new byte[33];
    compressed[0] = (byte) (2 + (point[63] & 1));
    System.arraycopy(point, 0, compressed, 1, 32);
    return compressed;
  }

  private static Hash32 requireKey(BigInteger key) {
    if (key.signum() == 0 || key.compareTo(ORDER) >= 0) {
      throw noKey();
    }
    return Hash32.from(U256.from(key));
  }

  // One index in 2^127 has no key; the standard tells wallets to take the next one.
  private static IllegalArgumentException noKey() {
    return new IllegalArgumentException("no key at this place of the derivation path");
  }

  private static byte[] hmacSha512(byte[] key, byte[] message) {
    HMac mac = new HMac(new SHA512Digest());
    mac.init(new KeyParameter(key));
    mac.update(message, 0, message.length);
    byte[] output = new byte[64];
    mac.doFinal(output, 0);
    return output;
  }

  @Override
  public String toString() {
    return "ExtendedKey";
  }
}
