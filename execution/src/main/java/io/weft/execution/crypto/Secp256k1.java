package io.weft.execution.crypto;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of accounts and validators: ECDSA over secp256k1 with the signer recovered from the
 * signature (Yellow Paper appendix F).
 *
 * <p>The arithmetic is libsecp256k1's where its binding loads and Bouncy Castle's elsewhere; the
 * choice is made once, when this class is first used, and {@link #fallbackReason} tells it. Both
 * give the same answers, the native one in about a third of the time. Safe to use from any thread.
 */
public final class Secp256k1 {
  /**
   * The order of the group; valid {@code r}, {@code s} and private keys are 1 to this minus one.
   */
  public static final U256 ORDER =
      U256.fromHex("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

  /** The greatest {@code s} that a transaction may carry (EIP-2). */
  public static final U256 HALF_ORDER =
      U256.fromHex("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

  private static final Secp256k1Provider PROVIDER;
  private static final @Nullable String FALLBACK_REASON;

  static {
    Secp256k1Provider provider;
    String reason = null;
    try {
      provider = LibSecp256k1.load();
    } catch (RuntimeException | LinkageError e) {
      provider = new BouncyCastleSecp256k1();
      reason = e.toString();
    }
    PROVIDER = provider;
    FALLBACK_REASON = reason;
  }

  private Secp256k1() {}

  /** The library in use. */
  public static String provider() {
    return PROVIDER.name();
  }

  /** Why the native library is not in use; null if it is. */
  public static @Nullable String fallbackReason() {
    return FALLBACK_REASON;
  }

  /** Whether {@code s} is in the lower half, which leaves one valid signature of two (EIP-2). */
  public static boolean isLowS(U256 s) {
    return s.compareTo(HALF_ORDER) <= 0;
  }

  /** Whether {@code value} is from 1 to the order minus one. */
  public static boolean isScalar(U256 value) {
    return !value.isZero() && value.compareTo(ORDER) < 0;
  }

  /**
   * The address that signed {@code hash}, or null if no key could have. High {@code s} is taken.
   */
  public static @Nullable Address recover(Hash32 hash, U256 r, U256 s, int yParity) {
    byte[] publicKey = recoverPublicKey(hash, r, s, yParity);
    return publicKey == null ? null : address(publicKey);
  }

  /** The public key that signed {@code hash} (x and y, 64 bytes), or null if none could have. */
  public static byte @Nullable [] recoverPublicKey(Hash32 hash, U256 r, U256 s, int yParity) {
    if ((yParity & ~1) != 0 || !isScalar(r) || !isScalar(s)) {
      return null;
    }
    byte[] signature = new byte[64];
    r.copyTo(signature, 0);
    s.copyTo(signature, 32);
    return PROVIDER.recover(hash.toArray(), signature, yParity);
  }

  /**
   * Signs with the deterministic nonce of RFC 6979; {@code s} is low.
   *
   * @throws IllegalArgumentException if the key is not valid
   */
  public static Signature sign(Hash32 hash, byte[] privateKey) {
    requireValid(privateKey);
    byte[] signature = PROVIDER.sign(hash.toArray(), privateKey);
    U256 r = U256.fromBytes(signature, 0, 32);
    U256 s = U256.fromBytes(signature, 32, 32);
    // The compact form does not tell the parity, so ask which one leads back to the key.
    boolean even = Arrays.equals(recoverPublicKey(hash, r, s, 0), publicKey(privateKey));
    return new Signature(even ? 0 : 1, r, s);
  }

  /** Whether {@code privateKey} is 32 bytes whose number is from 1 to the order minus one. */
  public static boolean isValidPrivateKey(byte[] privateKey) {
    return privateKey.length == 32 && isScalar(U256.fromBytes(privateKey, 0, 32));
  }

  /**
   * The public key (x and y, 64 bytes) of a private key.
   *
   * @throws IllegalArgumentException if the key is not valid
   */
  public static byte[] publicKey(byte[] privateKey) {
    requireValid(privateKey);
    return PROVIDER.publicKey(privateKey);
  }

  /**
   * The account of a private key.
   *
   * @throws IllegalArgumentException if the key is not valid
   */
  public static Address addressOfPrivateKey(byte[] privateKey) {
    return address(publicKey(privateKey));
  }

  /** The account of a public key of 64 bytes: the last 20 bytes of its hash. */
  public static Address address(byte[] publicKey) {
    return Address.from(Keccak256.hash(publicKey), 12);
  }

  private static void requireValid(byte[] privateKey) {
    if (!isValidPrivateKey(privateKey)) {
      // Never print the key itself.
      throw new IllegalArgumentException(
          "invalid private key: expected 32 bytes from 1 to the group order minus 1, got "
              + privateKey.length
              + " bytes");
    }
  }
}
