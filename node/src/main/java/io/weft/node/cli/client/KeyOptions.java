package io.weft.node.cli.client;

import io.weft.contracts.wallet.Account;
import io.weft.contracts.wallet.Keystore;
import io.weft.contracts.wallet.KeystoreException;
import io.weft.node.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who signs: a bare key, or a wallet file with its password. */
public final class KeyOptions {
  private static final String VARIABLE = "WEFT_KEY";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  // No default from the environment by picocli: a help text would show it.
  @Option(
      names = "--key",
      paramLabel = "HEX",
      description = "private key of the sender; better given in the environment as " + VARIABLE)
  private @Nullable String key;

  @Option(
      names = "--keystore",
      paramLabel = "FILE",
      description = "wallet file of the sender (keystore V3); asks for its password")
  private @Nullable Path keystore;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "file whose first line is the password of the wallet file")
  private @Nullable Path passwordFile;

  /**
   * Finds the account that signs.
   *
   * @throws ParameterException if none is named, or two are
   * @throws CommandFailure if the wallet file does not open
   */
  public Account account() {
    if (key != null && keystore != null) {
      throw usage("--key and --keystore exclude each other: name one sender");
    }
    if (keystore != null) {
      return open(keystore);
    }
    String hex = key != null ? key : System.getenv(VARIABLE);
    if (hex == null || hex.isBlank()) {
      throw usage(
          "no sender: give --keystore FILE, --key HEX, or the key in the environment as "
              + VARIABLE);
    }
    try {
      return Account.fromHex(hex);
    } catch (IllegalArgumentException e) {
      throw usage((key != null ? "--key: " : VARIABLE + ": ") + e.getMessage());
    }
  }

  private Account open(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailure("cannot read wallet file " + file + ": " + reason(e), e);
    }
    try {
      return Keystore.read(
          text, Passwords.existing(passwordFile, "Password of " + file.getFileName() + ": "));
    } catch (KeystoreException e) {
      throw new CommandFailure(file + ": " + e.getMessage(), e);
    }
  }

  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "it does not exist";
      case AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
