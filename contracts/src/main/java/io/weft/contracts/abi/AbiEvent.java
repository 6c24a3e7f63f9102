package io.weft.contracts.abi;

import io.weft.contracts.abi.AbiType.DynamicArray;
import io.weft.contracts.abi.AbiType.FixedArray;
import io.weft.contracts.abi.AbiType.FixedBytes;
import io.weft.contracts.abi.AbiType.Int;
import io.weft.contracts.abi.AbiType.Simple;
import io.weft.contracts.abi.AbiType.Tuple;
import io.weft.contracts.abi.AbiType.Uint;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event of a contract. Arguments that are not indexed stand in a log's data; each indexed one is
 * a topic, which for a type longer than a word is only the hash of the value.
 *
 * @param isAnonymous whether the signature's hash is left out of the topics
 */
public record AbiEvent(String name, List<AbiParameter> inputs, boolean isAnonymous) {
  public AbiEvent {
    inputs = List.copyOf(inputs);
  }

  /** Parses {@code Transfer(address indexed from, address indexed to, uint256 value)}. */
  public static AbiEvent parse(String signature) {
    return Signatures.event(signature);
  }

  public String signature() {
    return AbiFunction.signature(name, inputs);
  }

  /** The hash of the signature: the first topic, unless the event is anonymous. */
  public Hash32 topic() {
    return Selectors.hash(signature());
  }

  /** Whether a log with these topics is of this event. */
  public boolean matches(List<Hash32> topics) {
    return !isAnonymous && topics.size() == 1 + indexedCount() && topics.getFirst().equals(topic());
  }

  /**
   * Decodes a log to one value an argument; for an indexed argument longer than a word that is the
   * topic itself, a {@link Hash32}.
   *
   * @throws AbiException if the log is of another event or malformed
   */
  public List<Object> decode(List<Hash32> topics, Bytes data) {
    int first = isAnonymous ? 0 : 1;
    if (topics.size() != first + indexedCount()) {
      throw new AbiException(
          "wrong number of topics for "
              + signature()
              + ": expected "
              + (first + indexedCount())
              + ", got "
              + topics.size());
    }
    if (!isAnonymous && !topics.getFirst().equals(topic())) {
      throw new AbiException(
          "wrong first topic for "
              + signature()
              + ": expected "
              + topic()
              + ", got "
              + topics.getFirst());
    }
    List<Object> plain =
        AbiDecoder.decode(inputs.stream().filter(input -> !input.indexed()).toList(), data);
    List<Object> values = new ArrayList<>(inputs.size());
    int topic = first;
    int next = 0;
    for (AbiParameter input : inputs) {
      if (!input.indexed()) {
        values.add(plain.get(next++));
      } else if (isWord(input.type())) {
        values.addAll(
            AbiDecoder.decode(
                List.of(new AbiParameter(input.name(), input.type())),
                topics.get(topic++).toBytes()));
      } else {
        values.add(topics.get(topic++));
      }
    }
    return values;
  }

  /**
   * The topics of a log filter: one value an indexed argument, null where any will do.
   *
   * @throws AbiException if a value does not fit its argument
   */
  public List<@Nullable Hash32> filterTopics(List<? extends @Nullable Object> indexedValues) {
    List<AbiParameter> indexed = inputs.stream().filter(AbiParameter::indexed).toList();
    if (indexedValues.size() > indexed.size()) {
      throw new AbiException(
          "too many values for the filter: "
              + signature()
              + " has "
              + indexed.size()
              + " indexed arguments, got "
              + indexedValues.size());
    }
    List<@Nullable Hash32> topics = new ArrayList<>();
    if (!isAnonymous) {
      topics.add(topic());
    }
    for (int i = 0; i < indexedValues.size(); i++) {
      Object value = indexedValues.get(i);
      topics.add(value == null ? null : topicOf(indexed.get(i).type(), value));
    }
    return topics;
  }

  private static Hash32 topicOf(AbiType type, Object value) {
    byte[] word = AbiEncoder.encodeOne(type, value);
    return isWord(type) ? Hash32.from(word) : Keccak256.hash32(inPlace(type, value));
  }

  // Strings and bytes stand alone without length or padding; inside a list or a struct they are
  // padded to words, and nothing carries a length or an offset.
  private static byte[] inPlace(AbiType type, Object value) {
    return switch (type) {
      case Simple simple when simple == Simple.STRING ->
          ((String) value).getBytes(StandardCharsets.UTF_8);
      case Simple simple when simple == Simple.BYTES -> ((Bytes) value).toArray();
      case Simple _, Uint _, Int _, FixedBytes _ -> AbiEncoder.encodeOne(type, value);
      case DynamicArray array -> members(array.element(), (List<?>) value);
      case FixedArray array -> members(array.element(), (List<?>) value);
      case Tuple tuple -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < tuple.components().size(); i++) {
          out.writeBytes(padded(tuple.components().get(i).type(), ((List<?>) value).get(i)));
        }
        yield out.toByteArray();
      }
    };
  }

  private static byte[] members(AbiType element, List<?> values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object value : values) {
      out.writeBytes(padded(element, value));
    }
    return out.toByteArray();
  }

  private static byte[] padded(AbiType type, Object value) {
    byte[] bytes = inPlace(type, value);
    return Arrays.copyOf(bytes, bytes.length + 31 & ~31);
  }

  private static boolean isWord(AbiType type) {
    return switch (type) {
      case Uint _, Int _, FixedBytes _ -> true;
      case Simple simple -> !simple.isDynamic();
      case DynamicArray _, FixedArray _, Tuple _ -> false;
    };
  }

  private int indexedCount() {
    int count = 0;
    for (AbiParameter input : inputs) {
      count += input.indexed() ? 1 : 0;
    }
    return count;
  }

  @Override
  public String toString() {
    return "event " + name + AbiFunction.list(inputs) + (isAnonymous ? " anonymous" : "");
  }
}
