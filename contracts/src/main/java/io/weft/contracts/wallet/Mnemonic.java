package io.weft.contracts.wallet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A BIP-39 phrase of the English word list.
 *
 * <p>Every word carries eleven bits. Of all bits, 32 in 33 are entropy and the last ones are the
 * head of the entropy's SHA-256, so that most slips of the pen are noticed. The seed is derived
 * from the words as text; the path from there is m/44'/60'/0'/0/i, which is that of Ethereum
 * wallets.
 */
public final class Mnemonic {
  private static final int WORDS = 2048;
  private static final int BITS_PER_WORD = 11;
  private static final int SEED_ROUNDS = 2048;
  private static final String WORD_LIST = "bip39-english.txt";

  private final String phrase;

  private Mnemonic(String phrase) {
    this.phrase = phrase;
  }

  /** The first {@code count} accounts of {@code phrase}; see {@link #parse} for what it accepts. */
  public static List<Account> accounts(String phrase, int count) {
    return parse(phrase).accounts(count);
  }

  /**
   * Checks the number of words, each word and the checksum. Letter case and the amount of space
   * between words do not matter.
   *
   * @throws IllegalArgumentException naming the word, by position, or the check that fails
   */
  public static Mnemonic parse(String phrase) {
    String[] words =
        Normalizer.normalize(phrase, Normalizer.Form.NFKD)
            .strip()
            .toLowerCase(java.util.Locale.ROOT)
            .split("\\s+");
    if (words.length < 12 || words.length > 24 || words.length % 3 != 0) {
      throw new IllegalArgumentException(
          "invalid mnemonic: expected 12, 15, 18, 21 or 24 words, got "
              + (words[0].isEmpty() ? 0 : words.length));
    }
    Map<String, Integer> numbers = wordNumbers();
    byte[] bits = new byte[(words.length * BITS_PER_WORD + 7) / 8];
    for (int i = 0; i < words.length; i++) {
      Integer number = numbers.get(words[i]);
      if (number == null) {
        throw new IllegalArgumentException(
            "invalid mnemonic: word "
                + (i + 1)
                + ", '"
                + words[i]
                + "', is not in the English BIP-39 list");
      }
      for (int bit = 0; bit < BITS_PER_WORD; bit++) {
        if ((number >> (BITS_PER_WORD - 1 - bit) & 1) != 0) {
          int at = i * BITS_PER_WORD + bit;
          bits[at / 8] |= (byte) (0x80 >> at % 8);
        }
      }
    }
    requireChecksum(bits, words.length);
    return new Mnemonic(String.join(" ", words));
  }

  /** Derives accounts 0 to {@code count} - 1. */
  public List<Account> accounts(int count) {
    ExtendedKey chain =
        ExtendedKey.master(seed("")).hardenedChild(44).hardenedChild(60).hardenedChild(0).child(0);
    List<Account> accounts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      accounts.add(Account.of(chain.child(i).privateKey()));
    }
    return List.copyOf(accounts);
  }

  /** The 64-byte seed under an optional passphrase, which is empty where there is none. */
  byte[] seed(String passphrase) {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA512Digest());
    generator.init(
        phrase.getBytes(StandardCharsets.UTF_8),
        Normalizer.normalize("mnemonic" + passphrase, Normalizer.Form.NFKD)
            .getBytes(StandardCharsets.UTF_8),
        SEED_ROUNDS);
    return ((KeyParameter) generator.generateDerivedMacParameters(512)).getKey();
  }

  private static void requireChecksum(byte[] bits, int words) {
    int checksumBits = words / 3;
    int entropyBytes = words * BITS_PER_WORD / 33 * 4;
    int mask = 0xFF << (8 - checksumBits) & 0xFF;
    byte[] hash = sha256(Arrays.copyOf(bits, entropyBytes));
    if (((hash[0] ^ bits[entropyBytes]) & mask) != 0) {
      throw new IllegalArgumentException(
          "invalid mnemonic: the checksum in the last word does not match the other "
              + (words - 1)
              + " words");
    }
  }

  private static Map<String, Integer> wordNumbers() {
    Map<String, Integer> numbers = new HashMap<>(2 * WORDS);
    try (InputStream in = Mnemonic.class.getResourceAsStream(WORD_LIST)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + WORD_LIST);
      }
      List<String> words =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      for (int i = 0; i < words.size(); i++) {
        numbers.put(words.get(i), i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (numbers.size() != WORDS) {
      throw new IllegalStateException(
          "wrong word list: expected " + WORDS + " words, got " + numbers.size());
    }
    return numbers;
  }

  private static byte[] sha256(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
