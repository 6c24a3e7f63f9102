package io.weft.contracts;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the code at an address compares with an artifact's. Three things may differ although the
 * contract is the same:
 *
 * <ul>
 *   <li>immutable variables, whose places the compiler leaves empty and a deployment fills;
 *   <li>the address that a library keeps of itself, at its beginning;
 *   <li>metadata: the hash of sources and settings that the compiler appends, of this contract and
 *       of those that it creates. Comments and names of files change it, instructions do not.
 * </ul>
 */
public sealed interface CodeMatch {
  /**
   * Byte for byte the artifact's.
   *
   * @param immutables what the deployment filled in, by name
   */
  record Exact(Map<String, Bytes> immutables) implements CodeMatch {}

  /** The same instructions, compiled from sources or with settings that differ in words only. */
  record ExceptMetadata(Map<String, Bytes> immutables) implements CodeMatch {}

  /** Other code. */
  record Different(String reason) implements CodeMatch {}

  /** Compares what stands at {@code address} with what the artifact says should. */
  static CodeMatch of(Artifact artifact, Address address, Bytes deployed) {
    byte[] expected = artifact.runtimeCode().toArray();
    byte[] actual = deployed.toArray();
    if (isLibrary(expected)) {
      address.copyTo(expected, 1);
    }
    Map<String, Bytes> immutables = new TreeMap<>();
    for (Map.Entry<String, List<Integer>> variable : artifact.immutables().entrySet()) {
      for (int place : variable.getValue()) {
        if (place < 0 || place + 32 > Math.min(expected.length, actual.length)) {
          return new Different(sizes(expected, actual));
        }
        Bytes value = Bytes.copyOf(actual, place, 32);
        Bytes before = immutables.putIfAbsent(variable.getKey(), value);
        if (before != null && !before.equals(value)) {
          return new Different(
              "immutable " + variable.getKey() + " has two values: " + before + " and " + value);
        }
        System.arraycopy(actual, place, expected, place, 32);
      }
    }
    if (Arrays.equals(expected, actual)) {
      return new Exact(immutables);
    }
    byte[] expectedBody = CodeMetadata.without(expected);
    byte[] actualBody = CodeMetadata.without(actual);
    if (Arrays.equals(expectedBody, actualBody)) {
      return new ExceptMetadata(immutables);
    }
    if (expectedBody.length != actualBody.length) {
      return new Different(sizes(expectedBody, actualBody));
    }
    int first = Arrays.mismatch(expectedBody, actualBody);
    return new Different(
        "first difference at byte %d: expected 0x%02x, got 0x%02x"
            .formatted(first, expectedBody[first], actualBody[first]));
  }

  private static String sizes(byte[] expected, byte[] actual) {
    return "wrong size: expected "
        + expected.length
        + " bytes without metadata, got "
        + actual.length;
  }

  // PUSH20 of zero, ADDRESS, EQ: calls of a library that come from no contract are refused.
  private static boolean isLibrary(byte[] code) {
    byte[] head = new byte[23];
    head[0] = 0x73;
    head[21] = 0x30;
    head[22] = 0x14;
    return code.length >= head.length && Arrays.equals(head, Arrays.copyOf(code, head.length));
  }
}
