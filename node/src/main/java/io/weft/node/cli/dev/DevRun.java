package io.weft.node.cli.dev;

import io.weft.contracts.wallet.Account;
import io.weft.execution.BlockExecutors;
import io.weft.execution.chainspec.GenesisException;
import io.weft.execution.commit.DumpException;
import io.weft.execution.store.StoreException;
import io.weft.execution.store.StoreFullException;
import io.weft.execution.store.StoreLockedException;
import io.weft.execution.store.WrongStoreException;
import io.weft.node.DevNode;
import io.weft.node.UnsupportedChainException;
import io.weft.node.cli.CommandFailure;
import io.weft.node.dev.DevSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.ColorScheme;

/** One run of a development chain: starts it, says where it is, waits, stops it cleanly. */
final class DevRun {
  private final DevSettings settings;
  private final BlockExecutors executors;
  private final PrintWriter out;
  private final CompletableFuture<Void> failed = new CompletableFuture<>();

  private DevRun(DevSettings settings, BlockExecutors executors, PrintWriter out) {
    this.settings = settings;
    this.executors = executors;
    this.out = out;
  }

  /** Runs until the process is told to stop or sealing fails; returns the exit code. */
  static int run(
      DevSettings settings,
      List<Account> wallet,
      BlockExecutors executors,
      PrintWriter out,
      ColorScheme colors)
      throws InterruptedException {
    return new DevRun(settings, executors, out).run(wallet, colors);
  }

  private int run(List<Account> wallet, ColorScheme colors) throws InterruptedException {
    long startMillis = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    DevNode node = start(wallet);
    Thread stop = Thread.ofPlatform().name("weft-stop").unstarted(() -> stop(node));
    Runtime.getRuntime().addShutdownHook(stop);
    long millis = InstantSource.system().millis() - startMillis;
    new DevBanner(out, colors).print(settings, wallet, node.url(), node.head().number(), millis);
    try {
      failed.get();
    } catch (ExecutionException e) {
      String remedy =
          e.getCause() instanceof StoreFullException
              ? "; make room and start again, all blocks up to the last are kept"
              : "";
      throw new CommandFailure("the chain stopped: " + reason(e.getCause()) + remedy, e);
    }
    return 0;
  }

  private DevNode start(List<Account> wallet) {
    try {
      return DevNode.start(
          settings, wallet, InstantSource.system(), failed::completeExceptionally, executors);
    } catch (StoreLockedException e) {
      throw failure(
          "data directory " + directory() + " is in use by another process",
          "stop that one, or choose another with --data-dir or --ephemeral",
          e);
    } catch (WrongStoreException e) {
      throw failure(
          reason(e),
          "start with the options it was made with, choose another --data-dir, or remove "
              + directory(),
          e);
    } catch (StoreException e) {
      throw failure(
          "data directory " + directory() + ": " + e.getMessage(), "see weft db check", e);
    } catch (GenesisException e) {
      throw failure(reason(e), "mend the file and start again", e);
    } catch (UnsupportedChainException e) {
      throw failure(reason(e), "run on a machine where the library loads", e);
    } catch (BindException e) {
      throw failure(
          "port " + settings.port() + " on " + settings.host() + " is taken",
          "stop what listens there, or choose another with --port",
          e);
    } catch (FileSystemException e) {
      throw failure(e.getFile() + ": " + reasonOf(e), "check the path and its permissions", e);
    } catch (DumpException e) {
      throw failure("--load-state " + settings.loadState() + ": " + reason(e), "dump again", e);
    } catch (IOException e) {
      throw failure(reason(e), "choose another port with --port", e);
    }
  }

  private void stop(DevNode node) {
    out.println();
    out.println("Stopping at block " + node.head().number() + " …");
    out.flush();
    try {
      node.close();
      out.println(settings.dataDirectory() == null ? "Stopped." : "Stopped; the chain is kept.");
    } catch (UncheckedIOException e) {
      out.println("--dump-state " + settings.dumpState() + ": " + reason(e.getCause()));
    }
    out.flush();
  }

  private String directory() {
    Path directory = settings.dataDirectory();
    return directory == null ? "in memory" : directory.toString();
  }

  private static String reasonOf(FileSystemException e) {
    String reason = e.getReason();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  private static String reason(@Nullable Throwable e) {
    if (e == null) {
      return "unknown";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static CommandFailure failure(String what, String remedy, Exception cause) {
    return new CommandFailure(what + "; " + remedy, cause);
  }
}
