package io.weft.execution.evm.precompile;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 0x02: SHA-256 (Yellow Paper appendix E). */
final class Sha256 implements Precompile {
  // Never updated: cloning it is cheaper than asking the providers for each call.
  private static final MessageDigest FRESH = find();

  @Override
  public String name() {
    return "SHA256";
  }

  @Override
  public long gas(byte[] input, int offset, int length) {
    return Input.gasPerWord(60, 12, length);
  }

  @Override
  public byte[] run(byte[] input, int offset, int length) {
    MessageDigest digest = digest();
    digest.update(input, offset, length);
    return digest.digest();
  }

  static MessageDigest digest() {
    try {
      return (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 cannot be cloned", e);
    }
  }

  private static MessageDigest find() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the platform has no SHA-256, which Java requires", e);
    }
  }
}
