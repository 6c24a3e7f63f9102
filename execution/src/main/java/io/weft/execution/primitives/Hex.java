package io.weft.execution.primitives;

/** Hexadecimal text as JSON-RPC and the fixtures write it, with or without {@code 0x}. */
public final class Hex {
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Hex() {}

  /** Returns {@code bytes} as lower-case digits after {@code 0x}. */
  public static String encode(byte[] bytes) {
    return encode(bytes, 0, bytes.length);
  }

  /** Returns a range of {@code bytes} as lower-case digits after {@code 0x}. */
  @SuppressWarnings("deprecation") // the Latin-1 constructor is the only one without a decoder
  public static String encode(byte[] bytes, int offset, int length) {
    byte[] text = new byte[2 + 2 * length];
    text[0] = '0';
    text[1] = 'x';
    for (int i = 0; i < length; i++) {
      int b = bytes[offset + i];
      text[2 + 2 * i] = DIGITS[(b >> 4) & 15];
      text[3 + 2 * i] = DIGITS[b & 15];
    }
    return new String(text, 0, 0, text.length);
  }

  /**
   * Parses an even number of hexadecimal digits, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if a character is no digit or their number is odd
   */
  public static byte[] decode(String text) {
    int start = hasPrefix(text) ? 2 : 0;
    int digits = text.length() - start;
    if ((digits & 1) != 0) {
      throw new IllegalArgumentException("odd number of hex digits: expected pairs, got " + digits);
    }
    byte[] bytes = new byte[digits / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (digit(text, start + 2 * i) << 4 | digit(text, start + 2 * i + 1));
    }
    return bytes;
  }

  static boolean hasPrefix(String text) {
    return text.length() >= 2
        && text.charAt(0) == '0'
        && (text.charAt(1) == 'x' || text.charAt(1) == 'X');
  }

  private static int digit(String text, int index) {
    int value = Character.digit(text.charAt(index), 16);
    if (value < 0 || text.charAt(index) > 'f') {
      throw new IllegalArgumentException(
          "invalid hex digit: expected 0-9 or a-f at position "
              + index
              + ", got '"
              + text.charAt(index)
              + "'");
    }
    return value;
  }
}
