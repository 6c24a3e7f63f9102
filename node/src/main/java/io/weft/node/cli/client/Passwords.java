package io.weft.node.cli.client;

import io.weft.node.cli.CommandFailure;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passwords from a file or, without echo, from the terminal. */
public final class Passwords {
  private Passwords() {}

  /** The password of a file that exists. */
  public static char[] existing(@Nullable Path file, String prompt) {
    return file != null ? firstLine(file) : ask(prompt);
  }

  /** A password for a new file; a person types it twice. */
  public static char[] chosen(@Nullable Path file) {
    if (file != null) {
      return firstLine(file);
    }
    char[] password = ask("New password: ");
    if (!Arrays.equals(password, ask("The same again: "))) {
      throw new CommandFailure("the two passwords differ: nothing was written");
    }
    return password;
  }

  private static char[] firstLine(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() ? new char[0] : lines.getFirst().toCharArray();
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot read password file " + file + ": " + KeyOptions.reason(e), e);
    }
  }

  private static char[] ask(String prompt) {
    return ask(prompt, "no terminal to ask for a password: give --password-file FILE");
  }

  /**
   * Asks for any secret, without echo.
   *
   * @throws CommandFailure with the text of {@code otherwise} where there is no terminal
   */
  @SuppressWarnings("SystemConsoleNull") // NullAway knows only that it may be null
  public static char[] ask(String prompt, String otherwise) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw new CommandFailure(otherwise);
    }
    char[] secret = console.readPassword("%s", prompt);
    if (secret == null) {
      throw new CommandFailure("nothing was typed");
    }
    return secret;
  }
}
