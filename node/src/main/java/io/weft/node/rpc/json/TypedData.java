package io.weft.node.rpc.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.Param;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Structured data to be signed (EIP-712). */
public final class TypedData {
  private static final String DOMAIN = "EIP712Domain";
  private static final int MAX_DEPTH = 64;

  private final Map<String, List<Member>> types;
  private final String primaryType;
  private final Param domain;
  private final Param message;

  private record Member(String name, String type) {}

  private TypedData(
      Map<String, List<Member>> types, String primaryType, Param domain, Param message) {
    this.types = types;
    this.primaryType = primaryType;
    this.domain = domain;
    this.message = message;
  }

  /** Reads the object, or the text of one, which several wallets send. */
  public static TypedData read(Param param) {
    Param object =
        param.isText() ? new Param(Json.parse(param.text().getBytes(UTF_8)), param.where()) : param;
    Map<String, List<Member>> types = new HashMap<>();
    for (Map.Entry<String, Param> type : object.required("types").fields()) {
      List<Member> members = new ArrayList<>();
      for (Param member : type.getValue().elements()) {
        members.add(new Member(member.required("name").text(), member.required("type").text()));
      }
      types.put(type.getKey(), members);
    }
    Param domain = object.required("domain");
    types.computeIfAbsent(DOMAIN, _ -> domainMembers(domain));
    Param primaryType = object.required("primaryType");
    if (!types.containsKey(primaryType.text())) {
      throw primaryType.invalid("type is not defined: " + primaryType.text());
    }
    return new TypedData(types, primaryType.text(), domain, object.required("message"));
  }

  /** The members of the domain type in its canonical order, where the type itself was left out. */
  private static List<Member> domainMembers(Param domain) {
    List<Member> members = new ArrayList<>();
    for (Member member :
        List.of(
            new Member("name", "string"),
            new Member("version", "string"),
            new Member("chainId", "uint256"),
            new Member("verifyingContract", "address"),
            new Member("salt", "bytes32"))) {
      if (domain.field(member.name) != null) {
        members.add(member);
      }
    }
    return members;
  }

  /** What is signed. */
  public Hash32 signingHash() {
    Bytes start = Bytes.of(0x19, 0x01);
    Bytes domainHash = hashStruct(DOMAIN, domain, 0).toBytes();
    return primaryType.equals(DOMAIN)
        ? Keccak256.hash32(start.concat(domainHash))
        : Keccak256.hash32(
            start.concat(domainHash).concat(hashStruct(primaryType, message, 0).toBytes()));
  }

  private Hash32 hashStruct(String type, Param value, int depth) {
    if (depth > MAX_DEPTH) {
      throw value.invalid("nested too deep: expected at most " + MAX_DEPTH + " levels");
    }
    Bytes encoded = Keccak256.hash32(encodeType(type).getBytes(UTF_8)).toBytes();
    for (Member member : members(type)) {
      encoded = encoded.concat(encode(member.type, value.field(member.name), value, depth));
    }
    return Keccak256.hash32(encoded);
  }

  private List<Member> members(String type) {
    List<Member> members = types.get(type);
    return members == null ? List.of() : members;
  }

  /** A type's members, followed by those of all types it refers to, by name. */
  private String encodeType(String type) {
    Set<String> referred = new TreeSet<>();
    collect(type, referred);
    referred.remove(type);
    StringBuilder text = new StringBuilder();
    append(type, text);
    referred.forEach(name -> append(name, text));
    return text.toString();
  }

  private void append(String type, StringBuilder text) {
    List<String> members = members(type).stream().map(m -> m.type + " " + m.name).toList();
    text.append(type).append('(').append(String.join(",", members)).append(')');
  }

  private void collect(String type, Set<String> referred) {
    int bracket = type.indexOf('[');
    String element = bracket < 0 ? type : type.substring(0, bracket);
    if (types.containsKey(element) && referred.add(element)) {
      members(element).forEach(member -> collect(member.type, referred));
    }
  }

  /** 32 bytes. A member that is missing counts as zeros where its type is a struct. */
  private Bytes encode(String type, @Nullable Param value, Param owner, int depth) {
    if (value == null) {
      if (types.containsKey(type)) {
        return Hash32.ZERO.toBytes();
      }
      throw owner.invalid("missing value of type " + type);
    }
    if (type.endsWith("]")) {
      String element = type.substring(0, type.lastIndexOf('['));
      Bytes all = Bytes.EMPTY;
      for (Param item : value.elements()) {
        all = all.concat(encode(element, item, value, depth + 1));
      }
      return Keccak256.hash32(all).toBytes();
    }
    if (types.containsKey(type)) {
      return hashStruct(type, value, depth + 1).toBytes();
    }
    return switch (type) {
      case "string" -> Keccak256.hash32(value.text().getBytes(UTF_8)).toBytes();
      case "bytes" -> Keccak256.hash32(value.bytes()).toBytes();
      case "bool" -> word(value.bool() ? U256.ONE : U256.ZERO);
      case "address" -> word(value.address().toU256());
      default -> encodeAtom(type, value);
    };
  }

  private static Bytes encodeAtom(String type, Param value) {
    if (type.startsWith("bytes")) {
      byte[] padded = new byte[32];
      Bytes bytes = value.bytes();
      if (bytes.size() > 32) {
        throw value.invalid("expected at most 32 bytes for " + type + ", got " + bytes.size());
      }
      System.arraycopy(bytes.unsafeArray(), 0, padded, 0, bytes.size());
      return Bytes.wrap(padded);
    }
    if (type.startsWith("uint") || type.startsWith("int")) {
      BigInteger number = integer(value);
      BigInteger modulus = BigInteger.ONE.shiftLeft(256);
      if (number.bitLength() > 256) {
        throw value.invalid("number out of range for " + type);
      }
      return word(U256.from(number.signum() < 0 ? number.add(modulus) : number));
    }
    throw value.invalid("unknown type: " + type);
  }

  /** Hexadecimal, decimal digits or a JSON number. */
  private static BigInteger integer(Param value) {
    if (value.node().isIntegralNumber()) {
      return value.node().bigIntegerValue();
    }
    String text = value.text();
    try {
      return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    } catch (NumberFormatException e) {
      throw value.invalid("expected a number, got '" + text + "'");
    }
  }

  private static Bytes word(U256 value) {
    return Hash32.from(value).toBytes();
  }
}
