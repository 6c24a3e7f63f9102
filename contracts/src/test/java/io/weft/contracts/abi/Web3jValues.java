package io.weft.contracts.abi;

import io.weft.contracts.abi.AbiType.DynamicArray;
import io.weft.contracts.abi.AbiType.FixedArray;
import io.weft.contracts.abi.AbiType.FixedBytes;
import io.weft.contracts.abi.AbiType.Int;
import io.weft.contracts.abi.AbiType.Simple;
import io.weft.contracts.abi.AbiType.Tuple;
import io.weft.contracts.abi.AbiType.Uint;
import io.weft.execution.primitives.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.web3j.abi.datatypes.AbiTypes;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.DynamicStruct;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;

/** Our values as Web3j's, so that its codec can be asked for a second opinion. */
@SuppressWarnings({"unchecked", "rawtypes"}) // Web3j's own types are raw
final class Web3jValues {
  private Web3jValues() {}

  static List<Type> of(List<AbiParameter> parameters, List<?> values) {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      types.add(of(parameters.get(i).type(), values.get(i)));
    }
    return types;
  }

  private static Type of(AbiType type, Object value) {
    return switch (type) {
      case Uint _, Int _ -> make(AbiTypes.getType(type.toString()), BigInteger.class, value);
      case FixedBytes _ ->
          make(AbiTypes.getType(type.toString()), byte[].class, ((Bytes) value).toArray());
      case Simple simple ->
          switch (simple) {
            case ADDRESS -> new Address(value.toString());
            case BOOL -> new Bool((Boolean) value);
            // Web3j has no function pointers; they are encoded as 24 bytes
            case FUNCTION ->
                make(AbiTypes.getType("bytes24"), byte[].class, ((Bytes) value).toArray());
            case BYTES -> new DynamicBytes(((Bytes) value).toArray());
            case STRING -> new Utf8String((String) value);
          };
      case DynamicArray array ->
          new org.web3j.abi.datatypes.DynamicArray(
              classOf(array.element()), elements(array.element(), value));
      case FixedArray array -> {
        try {
          yield Class.forName("org.web3j.abi.datatypes.generated.StaticArray" + array.length())
              .asSubclass(Type.class)
              .getConstructor(Class.class, List.class)
              .newInstance(classOf(array.element()), elements(array.element(), value));
        } catch (ReflectiveOperationException e) {
          throw new LinkageError("no such array in Web3j", e);
        }
      }
      case Tuple tuple -> {
        List<Type> members = of(tuple.components(), (List<?>) value);
        yield tuple.isDynamic() ? new DynamicStruct(members) : new StaticStruct(members);
      }
    };
  }

  private static List<Type> elements(AbiType element, Object values) {
    return ((List<?>) values).stream().map(value -> of(element, value)).toList();
  }

  private static Class classOf(AbiType type) {
    return switch (type) {
      case DynamicArray _ -> org.web3j.abi.datatypes.DynamicArray.class;
      case FixedArray _ -> org.web3j.abi.datatypes.StaticArray.class;
      case Tuple tuple -> tuple.isDynamic() ? DynamicStruct.class : StaticStruct.class;
      case Simple simple when simple == Simple.FUNCTION -> AbiTypes.getType("bytes24");
      case Simple _, Uint _, Int _, FixedBytes _ -> AbiTypes.getType(type.toString());
    };
  }

  private static Type make(Class<? extends Type> type, Class<?> argument, Object value) {
    try {
      return type.getConstructor(argument).newInstance(value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no such type in Web3j: " + type, e);
    }
  }
}
