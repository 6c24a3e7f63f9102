package io.weft.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.contracts.abi.AbiException;
import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A compiled contract.
 *
 * @param compiler its version and settings, empty where the file does not say
 * @param sourceHashes Keccak-256 of each source file that took part, by name, where known
 * @param abiJson the ABI as the compiler wrote it
 * @param creationCode what a deployment sends, before the constructor's arguments; empty for an
 *     interface or an abstract contract
 * @param immutables name, or the compiler's number, of each immutable variable -> the places of its
 *     32 bytes in the runtime code, which a deployment fills; empty where the file does not say
 * @param storage the state variables, where the compiler was asked for them
 */
public record Artifact(
    String name,
    String compiler,
    Map<String, String> sourceHashes,
    ContractAbi abi,
    JsonNode abiJson,
    Bytes creationCode,
    Bytes runtimeCode,
    Map<String, List<Integer>> immutables,
    List<StateVariable> storage) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Artifact {
    sourceHashes = Map.copyOf(sourceHashes);
    immutables = Collections.unmodifiableMap(new TreeMap<>(immutables));
    storage = List.copyOf(storage);
  }

  /**
   * Reads an artifact of this project, of Hardhat or of Foundry, or a bare ABI.
   *
   * @param fileName names the contract where the text does not, as Foundry's does not
   * @throws AbiException if it is none of these, saying what is missing
   */
  public static Artifact parse(String fileName, String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AbiException("malformed artifact " + fileName + ": " + e.getOriginalMessage());
    }
    return parse(fileName, json);
  }

  static Artifact parse(String fileName, JsonNode json) {
    JsonNode abi = json.isArray() ? json : json.path("abi");
    if (!abi.isArray()) {
      throw new AbiException(
          "malformed artifact "
              + fileName
              + ": expected an object with 'abi' and 'bytecode', as Weft, Hardhat and Foundry"
              + " write");
    }
    String bareName =
        fileName.endsWith(".json") ? fileName.substring(0, fileName.length() - 5) : fileName;
    return new Artifact(
        json.path("contractName").asText(bareName),
        compiler(json),
        sourceHashes(json.path("sources")),
        ContractAbi.parse(abi),
        abi,
        code(fileName, "bytecode", json.path("bytecode")),
        code(fileName, "deployedBytecode", json.path("deployedBytecode")),
        immutables(json),
        StateVariable.parse(json.path("storageLayout")));
  }

  // Foundry wraps the code into an object with its source map.
  private static Bytes code(String fileName, String field, JsonNode value) {
    String hex = value.isObject() ? value.path("object").asText() : value.asText("");
    if (hex.contains("__")) {
      throw new AbiException(
          "unlinked artifact "
              + fileName
              + ": its "
              + field
              + " has places for library addresses; link it first");
    }
    try {
      return Bytes.fromHex(hex);
    } catch (IllegalArgumentException e) {
      throw new AbiException(
          "malformed artifact " + fileName + ": " + field + ": " + e.getMessage());
    }
  }

  // Foundry keeps them beside the code, Hardhat and Weft at the top.
  private static Map<String, List<Integer>> immutables(JsonNode json) {
    JsonNode foundry = json.path("deployedBytecode").path("immutableReferences");
    JsonNode stated = foundry.isObject() ? foundry : json.path("immutableReferences");
    Map<String, List<Integer>> immutables = new TreeMap<>();
    stated
        .properties()
        .forEach(
            variable ->
                immutables.put(
                    variable.getKey(),
                    variable
                        .getValue()
                        .valueStream()
                        .map(place -> place.path("start").asInt())
                        .toList()));
    return immutables;
  }

  private static String compiler(JsonNode json) {
    JsonNode ours = json.path("compiler");
    JsonNode foundry = json.path("metadata").path("compiler");
    JsonNode stated = ours.isObject() ? ours : foundry;
    if (!stated.isObject()) {
      return "";
    }
    JsonNode settings =
        stated.has("settings") ? stated.path("settings") : json.path("metadata").path("settings");
    String evm = settings.path("evmVersion").asText("");
    JsonNode optimizer = settings.path("optimizer");
    return "solc "
        + stated.path("version").asText()
        + (evm.isEmpty() ? "" : ", " + evm)
        + (optimizer.path("enabled").asBoolean()
            ? ", optimizer " + optimizer.path("runs").asText() + " runs"
            : "");
  }

  private static Map<String, String> sourceHashes(JsonNode sources) {
    Map<String, String> hashes = new TreeMap<>();
    sources
        .properties()
        .forEach(
            source -> {
              if (source.getValue().isTextual()) {
                hashes.put(source.getKey(), source.getValue().asText());
              }
            });
    return hashes;
  }

  /**
   * A variable of the contract's state and where it stands.
   *
   * @param slot decimal, as the compiler writes it
   * @param offset bytes from the low end of the slot
   * @param bytes how many it takes
   */
  public record StateVariable(String label, String slot, int offset, int bytes, String type) {
    static List<StateVariable> parse(JsonNode layout) {
      List<StateVariable> variables = new ArrayList<>();
      for (JsonNode variable : layout.path("storage")) {
        JsonNode type = layout.path("types").path(variable.path("type").asText());
        variables.add(
            new StateVariable(
                variable.path("label").asText(),
                variable.path("slot").asText(),
                variable.path("offset").asInt(),
                type.path("numberOfBytes").asInt(32),
                type.path("label").asText(variable.path("type").asText())));
      }
      return variables;
    }
  }
}
