package io.weft.contracts.abi;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.contracts.abi.AbiFunction.Mutability;
import io.weft.contracts.abi.AbiType.Tuple;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a contract takes and gives, as its compiler describes it. */
public record ContractAbi(
    AbiConstructor constructor,
    List<AbiFunction> functions,
    List<AbiEvent> events,
    List<AbiError> errors) {
  public static final ContractAbi EMPTY =
      new ContractAbi(AbiConstructor.EMPTY, List.of(), List.of(), List.of());

  private static final int MAX_DEPTH = 16;

  public ContractAbi {
    functions = List.copyOf(functions);
    events = List.copyOf(events);
    errors = List.copyOf(errors);
  }

  /**
   * Reads the JSON that compilers write.
   *
   * @throws AbiException naming the entry that is malformed
   */
  public static ContractAbi parse(JsonNode json) {
    if (!json.isArray()) {
      throw new AbiException("malformed ABI: expected a JSON list of entries");
    }
    AbiConstructor constructor = AbiConstructor.EMPTY;
    List<AbiFunction> functions = new ArrayList<>();
    List<AbiEvent> events = new ArrayList<>();
    List<AbiError> errors = new ArrayList<>();
    for (JsonNode entry : json) {
      String name = entry.path("name").asText();
      List<AbiParameter> inputs = parameters(entry.path("inputs"), 0);
      // before 0.4.16 compilers left the type of a function out
      switch (entry.path("type").asText("function")) {
        case "constructor" ->
            constructor = new AbiConstructor(inputs, mutability(entry) == Mutability.PAYABLE);
        case "function" ->
            functions.add(
                new AbiFunction(
                    name, inputs, parameters(entry.path("outputs"), 0), mutability(entry)));
        case "event" -> events.add(new AbiEvent(name, inputs, entry.path("anonymous").asBoolean()));
        case "error" -> errors.add(new AbiError(name, inputs));
        case "fallback", "receive" -> {}
        default ->
            throw new AbiException(
                "malformed ABI: unknown kind of entry '" + entry.path("type").asText() + "'");
      }
    }
    return new ContractAbi(constructor, functions, events, errors);
  }

  /**
   * Finds a function by its name or its full signature.
   *
   * @throws AbiException if there is none, or several of that name; the message lists what there is
   */
  public AbiFunction function(String nameOrSignature) {
    String wanted = nameOrSignature.replace(" ", "");
    List<AbiFunction> found =
        functions.stream()
            .filter(f -> f.name().equals(wanted) || f.signature().equals(wanted))
            .toList();
    return switch (found.size()) {
      case 1 -> found.getFirst();
      case 0 ->
          throw new AbiException(
              "no function '" + wanted + "': expected one of " + signatures(functions));
      default ->
          throw new AbiException(
              "several functions '" + wanted + "': expected one of " + signatures(found));
    };
  }

  /**
   * Finds an event by its name or its full signature.
   *
   * @throws AbiException if there is none, or several of that name
   */
  public AbiEvent event(String nameOrSignature) {
    String wanted = nameOrSignature.replace(" ", "");
    List<AbiEvent> found =
        events.stream()
            .filter(e -> e.name().equals(wanted) || e.signature().equals(wanted))
            .toList();
    if (found.size() != 1) {
      throw new AbiException(
          (found.isEmpty() ? "no event '" : "several events '")
              + wanted
              + "': expected one of "
              + events.stream().map(AbiEvent::signature).collect(Collectors.joining(", ")));
    }
    return found.getFirst();
  }

  /** The event that a log with these topics is of. */
  public Optional<AbiEvent> eventOf(List<Hash32> topics) {
    return events.stream().filter(event -> event.matches(topics)).findFirst();
  }

  /** The error that revert data is of. */
  public Optional<AbiError> errorOf(Bytes revertData) {
    return errors.stream().filter(error -> error.matches(revertData)).findFirst();
  }

  private static String signatures(List<AbiFunction> functions) {
    return functions.stream().map(AbiFunction::signature).collect(Collectors.joining(", "));
  }

  private static Mutability mutability(JsonNode entry) {
    JsonNode stated = entry.path("stateMutability");
    if (stated.isTextual()) {
      return Mutability.parse(stated.asText());
    }
    if (entry.path("constant").asBoolean()) {
      return Mutability.VIEW;
    }
    return entry.path("payable").asBoolean() ? Mutability.PAYABLE : Mutability.NONPAYABLE;
  }

  private static List<AbiParameter> parameters(JsonNode json, int depth) {
    if (depth > MAX_DEPTH) {
      throw new AbiException("malformed ABI: tuples nested deeper than " + MAX_DEPTH);
    }
    List<AbiParameter> parameters = new ArrayList<>();
    for (JsonNode parameter : json) {
      String type = parameter.path("type").asText();
      parameters.add(
          new AbiParameter(
              parameter.path("name").asText(),
              type.startsWith("tuple")
                  ? Signatures.arrayOf(
                      new Tuple(parameters(parameter.path("components"), depth + 1)),
                      type.substring("tuple".length()))
                  : Signatures.type(type),
              parameter.path("indexed").asBoolean()));
    }
    return parameters;
  }
}
