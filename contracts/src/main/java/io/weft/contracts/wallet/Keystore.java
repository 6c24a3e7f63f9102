package io.weft.contracts.wallet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.Hex;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Web3 Secret Storage: a private key under AES-128, whose key is the first half of what a slow
 * function makes of the password; the second half authenticates the ciphertext.
 *
 * <p>Version 3 is read and written. Version 1, of 2015, is read: it differs in CBC mode and in
 * hashing the AES key once more.
 */
public final class Keystore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AES_KEY_BYTES = 16;
  private static final int SALT_BYTES = 32;
  private static final int IV_BYTES = 16;

  private Keystore() {}

  /** Encrypts {@code account} as a version 3 file; salt, vector and id come from {@code random}. */
  public static String write(
      Account account, char[] password, KeyDerivation derivation, SecureRandom random) {
    Bytes salt = random(random, SALT_BYTES);
    Bytes iv = random(random, IV_BYTES);
    byte[] derived = derive(derivation, password, salt, KeyDerivation.KEY_BYTES);
    byte[] ciphertext;
    try {
      ciphertext =
          aes(
              Cipher.ENCRYPT_MODE,
              "AES/CTR/NoPadding",
              Arrays.copyOf(derived, AES_KEY_BYTES),
              iv,
              account.privateKey().toArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES in CTR mode", e);
    }
    ObjectNode file = JSON.createObjectNode();
    file.put("address", digits(account.address().toArray()));
    ObjectNode crypto = file.putObject("crypto");
    crypto.put("cipher", "aes-128-ctr");
    crypto.put("ciphertext", digits(ciphertext));
    crypto.putObject("cipherparams").put("iv", digits(iv.toArray()));
    crypto.put("kdf", derivation.label());
    ObjectNode parameters = crypto.putObject("kdfparams");
    parameters.put("dklen", KeyDerivation.KEY_BYTES);
    derivation.describe(parameters);
    parameters.put("salt", digits(salt.toArray()));
    crypto.put("mac", digits(mac(derived, ciphertext)));
    Bytes id = random(random, 16);
    file.put("id", versionFour(id).toString());
    file.put("version", 3);
    return file.toPrettyString();
  }

  /**
   * Decrypts a file.
   *
   * @throws KeystoreException if it is malformed, the password is wrong, or the key inside is not
   *     that of the address that the file states
   */
  public static Account read(String text, char[] password) throws KeystoreException {
    JsonNode file = parse(text);
    int version = file.path("version").asInt();
    if (version != 1 && version != 3) {
      throw new KeystoreException(
          "unknown keystore version: expected 3 or 1, got " + file.path("version"));
    }
    JsonNode crypto = file.has("crypto") ? file.path("crypto") : file.path("Crypto");
    String expectedCipher = version == 3 ? "aes-128-ctr" : "aes-128-cbc";
    String cipher = text(crypto, "cipher");
    if (!cipher.equals(expectedCipher)) {
      throw new KeystoreException(
          "unknown keystore cipher: expected " + expectedCipher + ", got '" + cipher + "'");
    }
    JsonNode parameters = crypto.path("kdfparams");
    KeyDerivation derivation = KeyDerivation.parse(text(crypto, "kdf"), parameters);
    int keyBytes = parameters.path("dklen").asInt();
    if (keyBytes < KeyDerivation.KEY_BYTES || keyBytes > 1024) {
      throw new KeystoreException(
          "malformed keystore: expected a dklen of 32 to 1024, got " + parameters.path("dklen"));
    }
    byte[] ciphertext = bytes(crypto, "ciphertext").toArray();
    byte[] derived = derive(derivation, password, bytes(parameters, "salt"), keyBytes);
    if (!MessageDigest.isEqual(mac(derived, ciphertext), bytes(crypto, "mac").toArray())) {
      throw new KeystoreException("wrong password: the keystore's authentication code differs");
    }
    Bytes iv = bytes(crypto.path("cipherparams"), "iv");
    if (iv.size() != IV_BYTES) {
      throw new KeystoreException(
          "malformed keystore: expected an iv of 16 bytes, got " + iv.size());
    }
    Account account = account(decrypt(version, derived, iv, ciphertext));
    requireStatedAddress(file, account);
    return account;
  }

  private static byte[] decrypt(int version, byte[] derived, Bytes iv, byte[] ciphertext)
      throws KeystoreException {
    byte[] key = Arrays.copyOf(derived, AES_KEY_BYTES);
    try {
      return version == 3
          ? aes(Cipher.DECRYPT_MODE, "AES/CTR/NoPadding", key, iv, ciphertext)
          : aes(
              Cipher.DECRYPT_MODE,
              "AES/CBC/PKCS5Padding",
              Arrays.copyOf(Keccak256.hash(key), AES_KEY_BYTES),
              iv,
              ciphertext);
    } catch (GeneralSecurityException e) {
      throw new KeystoreException("malformed keystore: the ciphertext cannot be decrypted");
    }
  }

  private static Account account(byte[] key) throws KeystoreException {
    if (key.length != Hash32.SIZE) {
      throw new KeystoreException(
          "malformed keystore: expected a key of 32 bytes, got " + key.length);
    }
    try {
      return Account.of(Hash32.from(key));
    } catch (IllegalArgumentException e) {
      throw new KeystoreException("malformed keystore: the number inside is no private key");
    }
  }

  // Old wallets leave the address out; where it stands, a lie would make a user pay to a stranger.
  private static void requireStatedAddress(JsonNode file, Account account)
      throws KeystoreException {
    JsonNode stated = file.path("address");
    if (stated.isTextual() && !stated.asText().isEmpty()) {
      Address address;
      try {
        address = Address.fromHex(stated.asText());
      } catch (IllegalArgumentException e) {
        throw new KeystoreException("malformed keystore: address: " + e.getMessage());
      }
      if (!address.equals(account.address())) {
        throw new KeystoreException(
            "keystore states a wrong address: expected " + account.address() + ", got " + address);
      }
    }
  }

  private static JsonNode parse(String text) throws KeystoreException {
    try {
      JsonNode file = JSON.readTree(text);
      if (file.isObject()) {
        return file;
      }
    } catch (JsonProcessingException e) {
      // the parser's message quotes the file, which may hold a key: say less
    }
    throw new KeystoreException("malformed keystore: expected a JSON object");
  }

  private static String text(JsonNode object, String name) throws KeystoreException {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw new KeystoreException("malformed keystore: expected text as '" + name + "'");
    }
    return value.asText();
  }

  private static Bytes bytes(JsonNode object, String name) throws KeystoreException {
    try {
      return Bytes.fromHex(text(object, name));
    } catch (IllegalArgumentException e) {
      throw new KeystoreException("malformed keystore: " + name + ": " + e.getMessage());
    }
  }

  private static byte[] derive(
      KeyDerivation derivation, char[] password, Bytes salt, int keyBytes) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return derivation.derive(bytes, salt, keyBytes);
  }

  private static byte[] mac(byte[] derived, byte[] ciphertext) {
    byte[] input = Arrays.copyOfRange(derived, 16, 32 + ciphertext.length);
    System.arraycopy(ciphertext, 0, input, 16, ciphertext.length);
    return Keccak256.hash(input);
  }

  private static byte[] aes(int mode, String transformation, byte[] key, Bytes iv, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv.toArray()));
    return cipher.doFinal(input);
  }

  private static Bytes random(SecureRandom random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  // RFC 9562: four bits say version 4, two bits say variant 2.
  private static UUID versionFour(Bytes random) {
    ByteBuffer halves = ByteBuffer.wrap(random.toArray());
    return new UUID(
        (halves.getLong() & ~0xF000L) | 0x4000L,
        (halves.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
  }

  // The format writes hex without a prefix.
  private static String digits(byte[] bytes) {
    return Hex.encode(bytes).substring(2).toLowerCase(Locale.ROOT);
  }
}
