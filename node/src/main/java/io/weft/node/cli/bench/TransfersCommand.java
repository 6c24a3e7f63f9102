package io.weft.node.cli.bench;

import io.weft.contracts.wallet.Account;
import io.weft.contracts.wallet.Mnemonic;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.client.JsonRpc;
import io.weft.node.cli.client.Report;
import io.weft.node.cli.client.RpcError;
import io.weft.node.cli.client.RpcOption;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft bench transfers}: how many payments a second a node commits. */
@Command(
    name = "transfers",
    description = "Sends payments signed ahead and counts those that blocks hold.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft bench transfers",
      "  weft bench transfers --kind erc20 --count 50000 --senders 8 --json",
      "",
      "Pays from the accounts of the mnemonic; those without ether get some from the first.",
      "Works on any node of a development chain."
    })
final class TransfersCommand implements Callable<Integer> {
  private static final String DEV_MNEMONIC =
      "test test test test test test test test test test test junk";

  /** What is transferred. */
  enum Kind {
    TRANSFERS,
    ERC20
  }

  @Spec private CommandSpec spec;
  @Mixin private RpcOption rpcOption;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "transfers",
      description = "transfers (of ether) or erc20 (of a token) (default: ${DEFAULT-VALUE})")
  private Kind kind;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "10",
      description = "accounts that pay (default: ${DEFAULT-VALUE})")
  private int accounts;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "20000",
      description = "payments in all (default: ${DEFAULT-VALUE})")
  private int count;

  @Option(
      names = "--senders",
      paramLabel = "N",
      defaultValue = "4",
      description = "connections that send at the same time (default: ${DEFAULT-VALUE})")
  private int senders;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "100",
      description = "transactions in a JSON-RPC batch (default: ${DEFAULT-VALUE})")
  private int batch;

  @Option(
      names = "--mnemonic",
      paramLabel = "PHRASE",
      defaultValue = DEV_MNEMONIC,
      description = "phrase of the paying accounts (default: that of development chains)")
  private String mnemonic;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "give up when no block holds a new payment for this long (default: ${DEFAULT-VALUE})")
  private int timeoutSeconds;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    requireRange("--accounts", accounts, 1, 100_000);
    requireRange("--count", count, 1, 10_000_000);
    requireRange("--senders", senders, 1, 1024);
    requireRange("--batch", batch, 1, 10_000);
    requireRange("--timeout", timeoutSeconds, 1, 86_400);
    PrintWriter err = spec.commandLine().getErr();
    List<Account> payers;
    try {
      payers = Mnemonic.accounts(mnemonic, Math.min(accounts, count));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--mnemonic: " + e.getMessage());
    }
    try (JsonRpc rpc = rpcOption.connect()) {
      String client = rpc.call("web3_clientVersion").asText();
      progress(err, "node " + client + ": preparing " + payers.size() + " accounts");
      Preparation preparation = new Preparation(rpc, payers, kind, count);
      Payments payments = preparation.sign();
      progress(err, "signed " + count + " payments; sending");
      Outcome outcome =
          new LoadRun(rpc, payments, Math.min(senders, payers.size()), batch, timeoutSeconds).run();
      report(client, outcome).print(spec.commandLine().getOut(), json);
      return outcome.succeeded() == count ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (RpcError e) {
      throw new CommandFailure("the node refuses: " + e.getMessage(), e);
    }
  }

  private Report report(String client, Outcome outcome) {
    double seconds = outcome.elapsedNanos() / 1e9;
    Report report =
        new Report()
            .add("node", client)
            .add("kind", kind.name().toLowerCase(Locale.ROOT))
            .add("payments", count)
            .add("succeeded", outcome.succeeded())
            .add("seconds", rounded(seconds, 1000))
            .add("tx per second", rounded(outcome.committed() / seconds, 10))
            .add("gas per second", Math.round(outcome.gasUsed() / seconds))
            .add("blocks", outcome.blocks())
            .add("tx per block", outcome.blocks() == 0 ? 0 : outcome.committed() / outcome.blocks())
            .add("latency p50 ms", outcome.latencyMillis(50))
            .add("latency p95 ms", outcome.latencyMillis(95))
            .add("latency p99 ms", outcome.latencyMillis(99))
            .add("latency max ms", outcome.latencyMillis(100))
            .add("waits for room", outcome.retries());
    @Nullable String problem = outcome.problem();
    return problem == null ? report : report.add("problem", problem);
  }

  private static double rounded(double value, double steps) {
    return Math.round(value * steps) / steps;
  }

  private void progress(PrintWriter err, String line) {
    if (!json) {
      err.println(line);
      err.flush();
    }
  }

  private void requireRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new ParameterException(
          spec.commandLine(), name + ": expected " + min + " to " + max + ", got " + value);
    }
  }
}
