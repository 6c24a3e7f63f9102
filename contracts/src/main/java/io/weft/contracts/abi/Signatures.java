package io.weft.contracts.abi;

import io.weft.contracts.abi.AbiFunction.Mutability;
import io.weft.contracts.abi.AbiType.DynamicArray;
import io.weft.contracts.abi.AbiType.FixedArray;
import io.weft.contracts.abi.AbiType.FixedBytes;
import io.weft.contracts.abi.AbiType.Int;
import io.weft.contracts.abi.AbiType.Simple;
import io.weft.contracts.abi.AbiType.Tuple;
import io.weft.contracts.abi.AbiType.Uint;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads declarations as people write them, in Solidity's words or the short form of command lines:
 *
 * <pre>
 *   function transfer(address to, uint256 value) external returns (bool)
 *   transfer(address,uint256)(bool)
 *   event Transfer(address indexed from, address indexed to, uint256 value)
 *   error TooLittle(uint256 amount, uint256 minimum)
 *   submit((uint256 id, string[] tags)[] orders)
 * </pre>
 *
 * One pass from left to right over the text; {@code at} is the next character.
 */
final class Signatures {
  private static final int MAX_DEPTH = 16;

  private final String text;
  private int at;

  private Signatures(String text) {
    this.text = text;
  }

  static AbiFunction function(String text) {
    Signatures in = new Signatures(text);
    in.skipWord("function");
    String name = in.name();
    List<AbiParameter> inputs = in.parameters(false, 0);
    Mutability mutability = Mutability.NONPAYABLE;
    List<AbiParameter> outputs = List.of();
    while (!in.atEnd()) {
      if (in.peek() == '(') {
        outputs = in.parameters(false, 0);
        break;
      }
      switch (in.word()) {
        case "pure" -> mutability = Mutability.PURE;
        case "view" -> mutability = Mutability.VIEW;
        case "payable" -> mutability = Mutability.PAYABLE;
        case "external", "public", "nonpayable", "returns" -> {}
        default -> throw in.unexpected("a modifier or 'returns'");
      }
    }
    in.requireEnd();
    return new AbiFunction(name, inputs, outputs, mutability);
  }

  static AbiEvent event(String text) {
    Signatures in = new Signatures(text);
    in.skipWord("event");
    String name = in.name();
    List<AbiParameter> inputs = in.parameters(true, 0);
    boolean anonymous = in.skipWord("anonymous");
    in.requireEnd();
    return new AbiEvent(name, inputs, anonymous);
  }

  static AbiError error(String text) {
    Signatures in = new Signatures(text);
    in.skipWord("error");
    String name = in.name();
    List<AbiParameter> inputs = in.parameters(false, 0);
    in.requireEnd();
    return new AbiError(name, inputs);
  }

  /** Reads one type. */
  static AbiType type(String text) {
    Signatures in = new Signatures(text);
    AbiType type = in.type(0);
    in.requireEnd();
    return type;
  }

  /** Adds the brackets of {@code suffix}, as {@code [2][]}, to an element type. */
  static AbiType arrayOf(AbiType element, String suffix) {
    Signatures in = new Signatures(suffix);
    AbiType type = in.brackets(element, 0);
    in.requireEnd();
    return type;
  }

  private List<AbiParameter> parameters(boolean indexable, int depth) {
    expect('(');
    List<AbiParameter> parameters = new ArrayList<>();
    if (peek() == ')') {
      at++;
      return parameters;
    }
    while (true) {
      AbiType type = type(depth);
      boolean indexed = false;
      String name = "";
      while (isNameCharacter(peek())) {
        String word = word();
        switch (word) {
          case "indexed" -> {
            if (!indexable) {
              throw unexpected("no 'indexed' outside of an event");
            }
            indexed = true;
          }
          case "memory", "calldata", "storage", "payable" -> {}
          default -> name = word;
        }
      }
      parameters.add(new AbiParameter(name, type, indexed));
      if (peek() == ')') {
        at++;
        return parameters;
      }
      expect(',');
    }
  }

  private AbiType type(int depth) {
    if (depth > MAX_DEPTH) {
      throw new AbiException("type nested too deep: expected at most " + MAX_DEPTH + " levels");
    }
    AbiType type;
    if (peek() == '(') {
      type = new Tuple(parameters(false, depth + 1));
    } else {
      String word = word();
      if (word.equals("tuple") && peek() == '(') {
        type = new Tuple(parameters(false, depth + 1));
      } else {
        type = elementary(word);
      }
    }
    return brackets(type, depth);
  }

  private AbiType brackets(AbiType element, int depth) {
    AbiType type = element;
    int levels = depth;
    while (peek() == '[') {
      if (++levels > MAX_DEPTH) {
        throw new AbiException("type nested too deep: expected at most " + MAX_DEPTH + " levels");
      }
      at++;
      if (peek() == ']') {
        type = new DynamicArray(type);
      } else {
        type = new FixedArray(type, number(word(), "an array length"));
      }
      expect(']');
    }
    return type;
  }

  private AbiType elementary(String word) {
    for (Simple simple : Simple.values()) {
      if (simple.toString().equals(word)) {
        return simple;
      }
    }
    // the language's short names; signatures always carry the long ones
    if (word.equals("uint") || word.equals("int")) {
      return word.equals("uint") ? new Uint(256) : new Int(256);
    }
    if (word.startsWith("uint")) {
      return new Uint(number(word.substring(4), "uint8 to uint256"));
    }
    if (word.startsWith("int")) {
      return new Int(number(word.substring(3), "int8 to int256"));
    }
    if (word.startsWith("bytes")) {
      return new FixedBytes(number(word.substring(5), "bytes1 to bytes32"));
    }
    throw new AbiException("unknown type: '" + word + "' in '" + text + "'");
  }

  private int number(String digits, String expected) {
    if (digits.isEmpty()
        || digits.length() > 6
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
        || digits.startsWith("0")) {
      throw new AbiException(
          "invalid type: expected " + expected + " in '" + text + "', got '" + digits + "'");
    }
    return Integer.parseInt(digits);
  }

  private String name() {
    String name = word();
    if (Character.isDigit(name.charAt(0))) {
      throw new AbiException("invalid name: expected a letter first in '" + text + "'");
    }
    return name;
  }

  private boolean skipWord(String word) {
    skipSpace();
    int end = at + word.length();
    boolean here =
        text.startsWith(word, at) && (end == text.length() || !isNameCharacter(text.charAt(end)));
    // a function may be called "event": only a keyword that a name follows is one
    if (here) {
      at = end;
      if (peek() == '(') {
        at = end - word.length();
        return false;
      }
    }
    return here;
  }

  private String word() {
    skipSpace();
    int start = at;
    while (at < text.length() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw unexpected("a name or a type");
    }
    return text.substring(start, at);
  }

  private void expect(char expected) {
    if (peek() != expected) {
      throw unexpected("'" + expected + "'");
    }
    at++;
  }

  private char peek() {
    skipSpace();
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean atEnd() {
    char next = peek();
    return next == '\0' || (next == ';' && at == text.length() - 1);
  }

  private void requireEnd() {
    if (!atEnd()) {
      throw unexpected("the end");
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private AbiException unexpected(String expected) {
    String rest = at < text.length() ? "'" + text.substring(at) + "'" : "the end";
    return new AbiException(
        "invalid signature '" + text + "': expected " + expected + " before " + rest);
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$';
  }
}
