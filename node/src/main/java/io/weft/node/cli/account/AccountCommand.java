package io.weft.node.cli.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.weft.contracts.abi.AbiText;
import io.weft.contracts.wallet.Account;
import io.weft.contracts.wallet.KeyDerivation;
import io.weft.contracts.wallet.Keystore;
import io.weft.contracts.wallet.KeystoreException;
import io.weft.contracts.wallet.Mnemonic;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.client.Passwords;
import io.weft.node.cli.client.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft account}: wallet files. */
@Command(
    name = "account",
    description = "Makes and keeps wallet files (keystore V3).",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft account new",
      "  weft account import --mnemonic-file phrase.txt --index 2",
      "  weft account list",
      "  weft account export 0xf39F… > key.txt"
    })
public final class AccountCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "new",
      description = "Makes a new account and writes its wallet file.",
      footerHeading = "%nExample:%n",
      footer = "  weft account new --password-file secret.txt",
      mixinStandardHelpOptions = true)
  void create(
      @Mixin WalletFolder folder,
      @Option(
              names = "--password-file",
              paramLabel = "FILE",
              description = "file whose first line is the password")
          @Nullable Path passwordFile,
      @Option(
              names = "--light",
              description = "a cheap password hash, for keys that are worth nothing")
          boolean light,
      @Option(names = "--json", description = "print one JSON object") boolean json) {
    char[] password = Passwords.chosen(passwordFile);
    print(folder, Account.random(new SecureRandom()), password, light, json);
  }

  @Command(
      name = "list",
      description = "Lists the accounts of the wallet folder.",
      footerHeading = "%nExample:%n",
      footer = "  weft account list --json",
      mixinStandardHelpOptions = true)
  void list(
      @Mixin WalletFolder folder,
      @Option(names = "--json", description = "print one JSON list") boolean json) {
    PrintWriter out = spec.commandLine().getOut();
    List<WalletFolder.Entry> entries = folder.list();
    if (json) {
      ArrayNode array = new ObjectMapper().createArrayNode();
      entries.forEach(
          entry ->
              array
                  .addObject()
                  .put("address", AbiText.checksummed(entry.address()))
                  .put("file", entry.file().toString()));
      out.println(array);
    } else {
      entries.forEach(
          entry -> out.println(AbiText.checksummed(entry.address()) + "  " + entry.file()));
      if (entries.isEmpty()) {
        out.println("no accounts in " + folder.path() + ": make one with 'weft account new'");
      }
    }
    out.flush();
  }

  @Command(
      name = "import",
      description = {
        "Writes the wallet file of a key that exists: from a file with 64 hex digits, from a",
        "mnemonic phrase, or typed in."
      },
      footerHeading = "%nExample:%n",
      footer = "  weft account import --mnemonic-file phrase.txt --index 2",
      mixinStandardHelpOptions = true)
  void bring(
      @Mixin WalletFolder folder,
      @Option(
              names = "--key-file",
              paramLabel = "FILE",
              description = "file with the private key in hexadecimal")
          @Nullable Path keyFile,
      @Option(
              names = "--mnemonic-file",
              paramLabel = "FILE",
              description = "file with a BIP-39 phrase")
          @Nullable Path mnemonicFile,
      @Option(
              names = "--index",
              paramLabel = "N",
              defaultValue = "0",
              description = "which account of the phrase (default: ${DEFAULT-VALUE})")
          int index,
      @Option(
              names = "--password-file",
              paramLabel = "FILE",
              description = "file whose first line is the password")
          @Nullable Path passwordFile,
      @Option(
              names = "--light",
              description = "a cheap password hash, for keys that are worth nothing")
          boolean light,
      @Option(names = "--json", description = "print one JSON object") boolean json) {
    if (keyFile != null && mnemonicFile != null) {
      throw usage("--key-file and --mnemonic-file exclude each other");
    }
    if (index < 0 || index > 1_000_000) {
      throw usage("--index: expected 0 to 1000000, got " + index);
    }
    Account account;
    try {
      account =
          mnemonicFile != null
              ? Mnemonic.accounts(text(mnemonicFile), index + 1).get(index)
              : Account.fromHex(keyFile != null ? text(keyFile) : typedKey());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
    print(folder, account, Passwords.chosen(passwordFile), light, json);
  }

  @Command(
      name = "export",
      description = "Prints the private key of a wallet file. Whoever reads it owns the account.",
      footerHeading = "%nExample:%n",
      footer = "  weft account export 0xf39F… > key.txt",
      mixinStandardHelpOptions = true)
  void export(
      @Mixin WalletFolder folder,
      @Parameters(paramLabel = "ACCOUNT", description = "address, or wallet file") String which,
      @Option(
              names = "--password-file",
              paramLabel = "FILE",
              description = "file whose first line is the password")
          @Nullable Path passwordFile) {
    Path file = folder.find(which);
    try {
      Account account =
          Keystore.read(
              text(file),
              Passwords.existing(passwordFile, "Password of " + file.getFileName() + ": "));
      spec.commandLine().getOut().println(account.privateKey());
      spec.commandLine().getOut().flush();
    } catch (KeystoreException e) {
      throw new CommandFailure(file + ": " + e.getMessage(), e);
    }
  }

  private void print(
      WalletFolder folder, Account account, char[] password, boolean light, boolean json) {
    Path file =
        folder.write(account, password, light ? KeyDerivation.LIGHT : KeyDerivation.STANDARD);
    new Report()
        .add("address", AbiText.checksummed(account.address()))
        .add("file", file)
        .print(spec.commandLine().getOut(), json);
  }

  private static String typedKey() {
    return new String(
        Passwords.ask(
            "Private key (not shown): ",
            "no terminal to ask for a key: give --key-file or --mnemonic-file"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailure(
          Files.exists(file) ? "cannot read " + file + ": " + e.getMessage() : "no file " + file,
          e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
