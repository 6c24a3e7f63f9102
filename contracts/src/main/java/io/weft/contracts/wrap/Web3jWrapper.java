package io.weft.contracts.wrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.contracts.Artifact;
import io.weft.contracts.abi.AbiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.SourceVersion;
import org.web3j.codegen.SolidityFunctionWrapper;
import org.web3j.protocol.core.methods.response.AbiDefinition;
import org.web3j.protocol.core.methods.response.AbiDefinition.NamedType;
import org.web3j.tx.Contract;

/** Writes Web3j wrappers. */
public final class Web3jWrapper {
  private Web3jWrapper() {}

  /**
   * Writes the wrapper of a contract below {@code folder}, in the folders of its package, over one
   * that stands there.
   *
   * @return the file
   * @throws IllegalArgumentException if {@code packageName} is no name of a Java package
   * @throws AbiException if Java or Web3j have no word for something in the ABI
   * @throws IOException if it cannot be written
   */
  public static Path write(Artifact artifact, String packageName, Path folder) throws IOException {
    if (!SourceVersion.isName(packageName)) {
      throw new IllegalArgumentException(
          "expected the name of a Java package as org.example.token, got '" + packageName + "'");
    }
    String className =
        artifact.name().substring(0, 1).toUpperCase(Locale.ROOT) + artifact.name().substring(1);
    if (!SourceVersion.isIdentifier(className)) {
      throw new AbiException(
          "no name for a class: expected letters and digits, got '" + artifact.name() + "'");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(folder + " is no folder");
    }
    String code =
        artifact.creationCode().isEmpty()
            ? Contract.BIN_NOT_PROVIDED
            : artifact.creationCode().toString();
    try {
      new SolidityFunctionWrapper(true)
          .generateJavaFiles(
              className,
              code,
              definitions(artifact.abiJson()),
              folder.toString(),
              packageName,
              Map.of());
    } catch (ClassNotFoundException | UnsupportedOperationException e) {
      throw new AbiException(
          "Web3j has no word for a type of " + artifact.name() + ": " + e.getMessage());
    }
    return folder.resolve(packageName.replace('.', '/')).resolve(className + ".java");
  }

  private static List<AbiDefinition> definitions(JsonNode abi) {
    List<AbiDefinition> definitions = new ArrayList<>();
    for (JsonNode entry : abi) {
      definitions.add(
          new AbiDefinition(
              entry.path("constant").asBoolean(),
              types(entry.path("inputs")),
              entry.path("name").asText(),
              types(entry.path("outputs")),
              entry.path("type").asText("function"),
              entry.path("payable").asBoolean(),
              entry.path("stateMutability").asText("")));
    }
    return definitions;
  }

  private static List<NamedType> types(JsonNode parameters) {
    List<NamedType> types = new ArrayList<>();
    for (JsonNode parameter : parameters) {
      String type = parameter.path("type").asText();
      types.add(
          new NamedType(
              parameter.path("name").asText(),
              type,
              types(parameter.path("components")),
              parameter.path("internalType").asText(type),
              parameter.path("indexed").asBoolean()));
    }
    return types;
  }
}
