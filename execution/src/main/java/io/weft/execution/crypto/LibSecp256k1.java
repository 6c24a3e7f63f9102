package io.weft.execution.crypto;

import fr.acinq.secp256k1.Secp256k1Exception;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** libsecp256k1 through its JNI binding; its context is never changed, so threads may share it. */
final class LibSecp256k1 implements Secp256k1Provider {
  private final fr.acinq.secp256k1.Secp256k1 library;

  private LibSecp256k1(fr.acinq.secp256k1.Secp256k1 library) {
    this.library = library;
  }

  /**
   * Loads the library for this machine.
   *
   * @throws RuntimeException if the class path has none for it, or it cannot be unpacked
   * @throws LinkageError if it does not link
   */
  static LibSecp256k1 load() {
    LibSecp256k1 loaded = new LibSecp256k1(fr.acinq.secp256k1.Secp256k1.Companion.get());
    byte[] one = new byte[32];
    one[31] = 1;
    loaded.publicKey(one);
    return loaded;
  }

  @Override
  public String name() {
    return "libsecp256k1";
  }

  @Override
  public byte @Nullable [] recover(byte[] hash, byte[] signature, int yParity) {
    try {
      return withoutPrefix(library.ecdsaRecover(signature, hash, yParity));
    } catch (Secp256k1Exception e) {
      // The binding reports a signature of nobody in no other way.
      return null;
    }
  }

  @Override
  public byte[] sign(byte[] hash, byte[] privateKey) {
    return library.sign(hash, privateKey, null);
  }

  @Override
  public byte[] publicKey(byte[] privateKey) {
    return withoutPrefix(library.pubkeyCreate(privateKey));
  }

  /** Takes the leading 04 of an uncompressed point off. */
  private static byte[] withoutPrefix(byte[] point) {
    return Arrays.copyOfRange(point, 1, 65);
  }
}
