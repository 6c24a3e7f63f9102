package io.weft.node.cli.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.contracts.wallet.Account;
import io.weft.contracts.wallet.KeyDerivation;
import io.weft.contracts.wallet.Keystore;
import io.weft.execution.primitives.Address;
import io.weft.node.cli.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder that wallet files are in; what it makes only its owner can read. */
final class WalletFolder {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Option(
      names = "--wallet-dir",
      paramLabel = "DIR",
      description = "folder of the wallet files (default: .weft/wallet in your home folder)")
  private @Nullable Path folder;

  /** A file and the account that it says it is of. */
  record Entry(Address address, Path file) {}

  Path path() {
    return folder != null ? folder : Path.of(System.getProperty("user.home"), ".weft", "wallet");
  }

  /** Writes a new file for {@code account}. */
  Path write(Account account, char[] password, KeyDerivation derivation) {
    for (Entry entry : list()) {
      if (entry.address().equals(account.address())) {
        throw new CommandFailure("account " + account.address() + " is already in " + entry.file());
      }
    }
    String text = Keystore.write(account, password, derivation, new SecureRandom());
    Path file =
        path()
            .resolve(
                "UTC--"
                    + STAMP.format(Instant.now())
                    + "--"
                    + account.address().toString().substring(2));
    try {
      Files.createDirectories(path(), ownerOnly("rwx------"));
      Files.createFile(file, ownerOnly("rw-------"));
      Files.write(
          file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.TRUNCATE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new CommandFailure("cannot write wallet file " + file + ": " + e.getMessage(), e);
    }
  }

  List<Entry> list() {
    if (!Files.isDirectory(path())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path())) {
      return files.sorted().map(WalletFolder::entry).flatMap(Optional::stream).toList();
    } catch (IOException e) {
      throw new CommandFailure("cannot read wallet folder " + path() + ": " + e.getMessage(), e);
    }
  }

  /** The file of an account, by address or by path. */
  Path find(String addressOrFile) {
    Path file = Path.of(addressOrFile);
    if (Files.isRegularFile(file)) {
      return file;
    }
    try {
      Address address = Address.fromHex(addressOrFile);
      for (Entry entry : list()) {
        if (entry.address().equals(address)) {
          return entry.file();
        }
      }
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "no account '" + addressOrFile + "': expected an address or a wallet file", e);
    }
    throw new CommandFailure("no wallet file of " + addressOrFile + " in " + path());
  }

  private static Optional<Entry> entry(Path file) {
    try {
      JsonNode json = new ObjectMapper().readTree(Files.readString(file));
      if (json.path("version").asInt() == 3 && json.hasNonNull("address")) {
        return Optional.of(new Entry(Address.fromHex(json.path("address").asText()), file));
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      // some other file in the folder
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file + ": " + e.getMessage(), e);
    }
    return Optional.empty();
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
