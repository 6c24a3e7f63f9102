package io.weft.contracts.abi;

import java.util.List;
import java.util.stream.Collectors;

/** A type of the contract ABI. {@code toString} is the canonical name, as in signatures. */
public sealed interface AbiType {
  /** How many bytes the type takes in place: the value, or 32 for the offset of a dynamic one. */
  int headSize();

  /** Whether the value stands elsewhere, at an offset. */
  boolean isDynamic();

  /** An unsigned integer of 8 to 256 bits. */
  record Uint(int bits) implements AbiType {
    public Uint {
      requireBits("uint", bits);
    }

    @Override
    public int headSize() {
      return 32;
    }

    @Override
    public boolean isDynamic() {
      return false;
    }

    @Override
    public String toString() {
      return "uint" + bits;
    }
  }

  /** A signed integer of 8 to 256 bits. */
  record Int(int bits) implements AbiType {
    public Int {
      requireBits("int", bits);
    }

    @Override
    public int headSize() {
      return 32;
    }

    @Override
    public boolean isDynamic() {
      return false;
    }

    @Override
    public String toString() {
      return "int" + bits;
    }
  }

  /** Bytes of a fixed number, 1 to 32. */
  record FixedBytes(int size) implements AbiType {
    public FixedBytes {
      if (size < 1 || size > 32) {
        throw new AbiException("unknown type: expected bytes1 to bytes32, got bytes" + size);
      }
    }

    @Override
    public int headSize() {
      return 32;
    }

    @Override
    public boolean isDynamic() {
      return false;
    }

    @Override
    public String toString() {
      return "bytes" + size;
    }
  }

  /** The types that have no parameter. */
  enum Simple implements AbiType {
    ADDRESS("address", false),
    BOOL("bool", false),
    /** A contract's address followed by a selector. */
    FUNCTION("function", false),
    BYTES("bytes", true),
    STRING("string", true);

    private final String label;
    private final boolean dynamic;

    Simple(String label, boolean dynamic) {
      this.label = label;
      this.dynamic = dynamic;
    }

    @Override
    public int headSize() {
      return 32;
    }

    @Override
    public boolean isDynamic() {
      return dynamic;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /** Any number of elements of one type. */
  record DynamicArray(AbiType element) implements AbiType {
    @Override
    public int headSize() {
      return 32;
    }

    @Override
    public boolean isDynamic() {
      return true;
    }

    @Override
    public String toString() {
      return element + "[]";
    }
  }

  /** A fixed number of elements of one type. */
  record FixedArray(AbiType element, int length) implements AbiType {
    private static final int MAX_LENGTH = 1 << 16;

    public FixedArray {
      // Solidity has no arrays of length zero; the bound keeps a signature from asking for a heap
      if (length < 1 || length > MAX_LENGTH || (long) length * element.headSize() > 1 << 24) {
        throw new AbiException(
            "invalid array length: expected 1 to " + MAX_LENGTH + ", got " + length);
      }
    }

    @Override
    public int headSize() {
      return isDynamic() ? 32 : length * element.headSize();
    }

    @Override
    public boolean isDynamic() {
      return element.isDynamic();
    }

    @Override
    public String toString() {
      return element + "[" + length + "]";
    }
  }

  /** A struct. */
  record Tuple(List<AbiParameter> components) implements AbiType {
    public Tuple {
      components = List.copyOf(components);
    }

    @Override
    public int headSize() {
      if (isDynamic()) {
        return 32;
      }
      int size = 0;
      for (AbiParameter component : components) {
        size += component.type().headSize();
      }
      return size;
    }

    @Override
    public boolean isDynamic() {
      for (AbiParameter component : components) {
        if (component.type().isDynamic()) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return components.stream()
          .map(component -> component.type().toString())
          .collect(Collectors.joining(",", "(", ")"));
    }
  }

  private static void requireBits(String name, int bits) {
    if (bits < 8 || bits > 256 || bits % 8 != 0) {
      throw new AbiException(
          "unknown type: expected "
              + name
              + "8 to "
              + name
              + "256 in steps of 8, got "
              + name
              + bits);
    }
  }
}
