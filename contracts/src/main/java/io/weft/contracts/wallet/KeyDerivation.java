package io.weft.contracts.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.primitives.Bytes;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * How a keystore turns a password into a key. A file names its own costs, so they are bounded here:
 * a hostile file must not take the memory or the day of who opens it.
 */
public sealed interface KeyDerivation {
  /** What geth writes: 256 MiB and about a second. */
  KeyDerivation STANDARD = new Scrypt(1 << 18, 8, 1);

  /** What geth calls light: 4 MiB and a few milliseconds, for keys that are worth nothing. */
  KeyDerivation LIGHT = new Scrypt(1 << 12, 8, 6);

  int KEY_BYTES = 32;

  /** The format's name of this function. */
  String label();

  byte[] derive(byte[] password, Bytes salt, int keyBytes);

  void describe(ObjectNode parameters);

  /** scrypt of RFC 7914; uses 128 x cost x blockSize bytes of memory. */
  record Scrypt(int cost, int blockSize, int parallelization) implements KeyDerivation {
    private static final long MAX_MEMORY_BYTES = 1L << 30;
    private static final long MAX_PASSES = 16;
    private static final int MAX_BLOCK_BYTES = 1 << 26;

    public Scrypt {
      if (cost < 2 || Integer.bitCount(cost) != 1 || blockSize < 1 || parallelization < 1) {
        throw new IllegalArgumentException(
            "invalid scrypt parameters: expected n a power of two, r and p positive, got n "
                + cost
                + ", r "
                + blockSize
                + ", p "
                + parallelization);
      }
      long memoryBytes = 128L * cost * Math.min(blockSize, MAX_BLOCK_BYTES);
      long maxParallelization = Math.max(1, MAX_PASSES * MAX_MEMORY_BYTES / memoryBytes);
      if (memoryBytes > MAX_MEMORY_BYTES
          || parallelization > maxParallelization
          || 128L * blockSize > MAX_BLOCK_BYTES / parallelization) {
        throw new IllegalArgumentException(
            "scrypt parameters too costly: expected at most 1 GiB of memory and 16 passes of it,"
                + " got n "
                + cost
                + ", r "
                + blockSize
                + ", p "
                + parallelization);
      }
    }

    @Override
    public String label() {
      return "scrypt";
    }

    @Override
    public byte[] derive(byte[] password, Bytes salt, int keyBytes) {
      return ScryptFunction.derive(
          password, salt.toArray(), cost, blockSize, parallelization, keyBytes);
    }

    @Override
    public void describe(ObjectNode parameters) {
      parameters.put("n", cost).put("r", blockSize).put("p", parallelization);
    }
  }

  /** PBKDF2 with HMAC-SHA256, of RFC 8018. */
  record Pbkdf2(int rounds) implements KeyDerivation {
    private static final int MAX_ROUNDS = 20_000_000;

    public Pbkdf2 {
      if (rounds < 1 || rounds > MAX_ROUNDS) {
        throw new IllegalArgumentException(
            "invalid pbkdf2 rounds: expected 1 to " + MAX_ROUNDS + ", got " + rounds);
      }
    }

    @Override
    public String label() {
      return "pbkdf2";
    }

    @Override
    public byte[] derive(byte[] password, Bytes salt, int keyBytes) {
      PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
      generator.init(password, salt.toArray(), rounds);
      return ((KeyParameter) generator.generateDerivedMacParameters(8 * keyBytes)).getKey();
    }

    @Override
    public void describe(ObjectNode parameters) {
      parameters.put("c", rounds).put("prf", "hmac-sha256");
    }
  }

  /** Reads the function that a file names, with its parameters. */
  static KeyDerivation parse(String label, JsonNode parameters) throws KeystoreException {
    try {
      return switch (label) {
        case "scrypt" ->
            new Scrypt(number(parameters, "n"), number(parameters, "r"), number(parameters, "p"));
        case "pbkdf2" -> {
          String prf = parameters.path("prf").asText();
          if (!prf.equals("hmac-sha256")) {
            throw new KeystoreException(
                "unknown pbkdf2 function: expected hmac-sha256, got '" + prf + "'");
          }
          yield new Pbkdf2(number(parameters, "c"));
        }
        default ->
            throw new KeystoreException(
                "unknown key derivation: expected scrypt or pbkdf2, got '" + label + "'");
      };
    } catch (IllegalArgumentException e) {
      throw new KeystoreException(String.valueOf(e.getMessage()));
    }
  }

  private static int number(JsonNode parameters, String name) throws KeystoreException {
    JsonNode value = parameters.path(name);
    if (!value.canConvertToInt()) {
      throw new KeystoreException(
          "malformed keystore: expected a number as kdfparams." + name + ", got " + value);
    }
    return value.intValue();
  }
}
