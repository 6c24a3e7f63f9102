package io.weft.tests.devnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A dev chain in a process of its own, on a free port. Use it as a {@code @RegisterExtension} for
 * one node a class, or {@link #start} and {@link #close} it by hand.
 *
 * <p>With {@code -Dweft.devnet.node=anvil} the same tests run against anvil, to see what tools
 * expect of a dev chain.
 */
final class DevNode implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

  /** Chain id and accounts are those that every tool's documentation uses. */
  static final long CHAIN_ID = 31337;

  static final String MNEMONIC = "test test test test test test test test test test test junk";

  static final boolean ANVIL = "anvil".equals(System.getProperty("weft.devnet.node"));

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final List<String> flags;
  private final int port;
  private final Path directory;
  private final Path log;
  private @Nullable Process process;
  private Duration startTime = Duration.ZERO;

  private DevNode(Path directory, int port, List<String> flags) {
    this.directory = directory;
    this.port = port;
    this.flags = flags;
    this.log = Clients.WORK.resolve("nodes/node-%d.log".formatted(STARTED.incrementAndGet()));
  }

  /** A node that is started before the first test of a class and ended after the last. */
  static DevNode ephemeral(String... moreFlags) {
    List<String> flags = new ArrayList<>(List.of("--ephemeral"));
    flags.addAll(List.of(moreFlags));
    return new DevNode(Clients.WORK, freePort(), flags);
  }

  /** A node with a data directory, running and answering when this returns. */
  static DevNode start(Path dataDirectory, String... moreFlags) {
    List<String> flags = new ArrayList<>(List.of("--data-dir", dataDirectory.toString()));
    flags.addAll(List.of(moreFlags));
    DevNode node = new DevNode(Clients.WORK, freePort(), flags);
    node.start();
    return node;
  }

  /** A node without a data directory, running and answering when this returns. */
  static DevNode startEphemeral(String... moreFlags) {
    DevNode node = ephemeral(moreFlags);
    node.start();
    return node;
  }

  /** A node started in some working directory with exactly these flags. */
  static DevNode startIn(Path workingDirectory, int port, String... flags) {
    DevNode node = new DevNode(workingDirectory, port, List.of(flags));
    node.start();
    return node;
  }

  /** The folder of the repository. */
  static Path root() {
    String root = System.getProperty("weft.root");
    return root == null ? Clients.MODULE.resolve("../..").normalize() : Path.of(root);
  }

  static Path launcher() {
    return root().resolve("weft");
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException cause) {
      throw new UncheckedIOException("no free port", cause);
    }
  }

  /** Built before the first node starts, so that no start waits for a build. */
  private static final class Image {
    static final Path LAUNCHER = launcher();

    static {
      Program.named("build")
          .within(Duration.ofMinutes(5))
          .run(List.of(LAUNCHER.toString(), "--version"))
          .succeeded();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  private void start() {
    try {
      Files.createDirectories(log.getParent());
      List<String> command = ANVIL ? anvilCommand() : weftCommand();
      long begin = System.nanoTime();
      Process started =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process = started;
      JsonRpc rpc = rpc();
      while (!rpc.isAnswering()) {
        if (!started.isAlive() || System.nanoTime() - begin > START_LIMIT.toNanos()) {
          started.destroyForcibly();
          throw new IllegalStateException(
              "the node did not start: %s%n%s".formatted(started.info(), output()));
        }
        LockSupport.parkNanos(5_000_000);
      }
      startTime = Duration.ofNanos(System.nanoTime() - begin);
    } catch (IOException cause) {
      throw new UncheckedIOException("cannot start the node", cause);
    }
  }

  private List<String> weftCommand() {
    List<String> command =
        new ArrayList<>(List.of(Image.LAUNCHER.toString(), "dev", "--port", String.valueOf(port)));
    command.addAll(flags);
    return command;
  }

  private List<String> anvilCommand() {
    List<String> command =
        new ArrayList<>(List.of(Clients.ANVIL.toString(), "--port", String.valueOf(port)));
    for (String flag : flags) {
      if (!flag.equals("--ephemeral")) {
        command.add(flag);
      }
    }
    return command;
  }

  URI http() {
    return URI.create("http://127.0.0.1:" + port);
  }

  JsonRpc rpc() {
    return new JsonRpc(http());
  }

  int port() {
    return port;
  }

  /** From the start of the process to the first answered request. */
  Duration startTime() {
    return startTime;
  }

  /** Everything the node printed so far. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException cause) {
      throw new UncheckedIOException("cannot read " + log, cause);
    }
  }

  long residentBytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + running().pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException("cannot read the status of process " + running().pid(), cause);
    }
    throw new IllegalStateException("process " + running().pid() + " has no resident memory");
  }

  /** SIGKILL: no handler of the node runs. */
  void kill() {
    try {
      running().destroyForcibly().waitFor();
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while killing the node", cause);
    }
  }

  /** Ctrl-C: how long the node took to end. */
  Duration interrupt() {
    long begin = System.nanoTime();
    try {
      new ProcessBuilder("kill", "-INT", String.valueOf(running().pid())).start().waitFor();
      if (!running().waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the node ignored SIGINT for 20 s:\n" + output());
      }
    } catch (IOException cause) {
      throw new UncheckedIOException("cannot send SIGINT", cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while stopping the node", cause);
    }
    // As any program that a signal ends: 128 and its number, or zero.
    int exitCode = running().exitValue();
    if (exitCode != 0 && exitCode != 130) {
      throw new IllegalStateException("the node ended with " + exitCode + ":\n" + output());
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private Process running() {
    return Objects.requireNonNull(process, "the node was not started");
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }
}
