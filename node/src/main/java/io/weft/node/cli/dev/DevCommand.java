package io.weft.node.cli.dev;

import io.weft.consensus.single.SealingMode;
import io.weft.contracts.wallet.Account;
import io.weft.contracts.wallet.Mnemonic;
import io.weft.execution.BlockExecutors;
import io.weft.execution.primitives.U256;
import io.weft.node.ExecutionWatch;
import io.weft.node.cli.ExecutorOptions;
import io.weft.node.dev.DevSettings;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft dev}. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description =
        "Runs a development chain on this machine: funded accounts, a block for every transaction,"
            + " and the methods that Foundry and Hardhat use in tests.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft dev                              chain 31337 on port 8545, kept in .weft/dev",
      "  weft dev --ephemeral --port 9000      nothing is kept; another port",
      "  weft dev --block-time 2               a block every two seconds",
      "  weft dev --block-time 2 --mining mixed  the same, and one for each transaction",
      "  weft dev --gas-free                   transactions cost nothing",
      "",
      "Point a tool at it:  cast block-number --rpc-url http://127.0.0.1:8545",
      "The accounts and their keys are public knowledge: never send them anything of value."
    })
public final class DevCommand implements Callable<Integer> {
  private static final BigInteger WEI_PER_ETHER = BigInteger.TEN.pow(18);

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8545",
      description = "HTTP and WebSocket port; 0 takes any free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "address to listen on (default: ${DEFAULT-VALUE})")
  private String host;

  @ArgGroup(exclusive = true)
  private @Nullable Place place;

  /** Where the chain is kept. */
  private static final class Place {
    @Option(
        names = "--data-dir",
        paramLabel = "DIR",
        description = "where the chain is kept between runs (default: .weft/dev)")
    private @Nullable Path dataDir;

    @Option(names = "--ephemeral", description = "keep nothing: the chain ends with the process")
    private boolean isEphemeral;
  }

  @Option(
      names = "--block-time",
      paramLabel = "SECONDS",
      description = "a block every so many seconds, fractions allowed (default: one a transaction)")
  private @Nullable BigDecimal blockTime;

  @Option(
      names = "--mining",
      paramLabel = "MODE",
      description =
          "instant: as transactions come; interval: by --block-time; mixed: both; manual: on request"
              + " (default: instant, or interval with --block-time)")
  private @Nullable String mining;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "10",
      description = "how many funded accounts (default: ${DEFAULT-VALUE})")
  private int accounts;

  @Option(
      names = "--balance",
      paramLabel = "ETHER",
      defaultValue = "10000",
      description = "what each of them owns (default: ${DEFAULT-VALUE})")
  private BigDecimal balance;

  @Option(
      names = "--mnemonic",
      paramLabel = "PHRASE",
      defaultValue = DevSettings.WELL_KNOWN_MNEMONIC,
      description = "the words their keys come from (default: \"test test … junk\")")
  private String mnemonic;

  @Option(
      names = "--chain-id",
      paramLabel = "ID",
      defaultValue = "31337",
      description = "(default: ${DEFAULT-VALUE})")
  private long chainId;

  @Option(
      names = "--genesis",
      paramLabel = "FILE",
      description = "start from this genesis file (geth's format) instead")
  private @Nullable Path genesis;

  @Option(
      names = "--gas-limit",
      paramLabel = "GAS",
      defaultValue = "30000000",
      description = "of each block (default: ${DEFAULT-VALUE})")
  private long gasLimit;

  @Option(
      names = "--base-fee",
      paramLabel = "WEI",
      description = "base fee of the first block (default: 1 gwei)")
  private @Nullable BigInteger baseFee;

  @Option(
      names = "--gas-free",
      description = "transactions cost nothing: base fee, tips and replacement bumps are zero")
  private boolean isGasFree;

  @Option(
      names = "--load-state",
      paramLabel = "FILE",
      description = "start from a chain that --dump-state wrote")
  private @Nullable Path loadState;

  @Option(
      names = "--dump-state",
      paramLabel = "FILE",
      description = "write the whole chain to this file when stopped")
  private @Nullable Path dumpState;

  @Mixin private ExecutorOptions executor;

  @Override
  public Integer call() throws Exception {
    DevSettings settings = settings();
    List<Account> wallet = wallet(settings);
    PrintWriter out = spec.commandLine().getOut();
    require(executor.workers() > 0, "--workers: expected 1 or more, got " + executor.workers());
    try (BlockExecutors executors = executor.open();
        ExecutionWatch _ = ExecutionWatch.start(executors)) {
      return DevRun.run(settings, wallet, executors, out, spec.commandLine().getColorScheme());
    }
  }

  private DevSettings settings() {
    Path dataDir = place == null || place.dataDir == null ? Path.of(".weft", "dev") : place.dataDir;
    boolean isEphemeral = place != null && place.isEphemeral;
    require(port >= 0 && port <= 65_535, "--port: expected 0 to 65535, got " + port);
    require(accounts >= 0 && accounts <= 1_000, "--accounts: expected 0 to 1000, got " + accounts);
    require(chainId > 0, "--chain-id: expected 1 or more, got " + chainId);
    require(gasLimit >= 5_000, "--gas-limit: expected 5000 or more, got " + gasLimit);
    require(
        !(isGasFree && baseFee != null),
        "--base-fee and --gas-free: expected one of them, got both");
    require(
        baseFee == null || (baseFee.signum() >= 0 && baseFee.bitLength() <= 64),
        "--base-fee: expected 0 to 2^64-1 wei, got " + baseFee);
    return new DevSettings(
        host,
        port,
        isEphemeral ? null : dataDir,
        sealingMode(),
        genesis,
        chainId,
        accounts,
        balanceWei(),
        mnemonic,
        gasLimit,
        baseFee == null ? null : U256.from(baseFee),
        isGasFree,
        loadState,
        dumpState);
  }

  private SealingMode sealingMode() {
    String mode = mining != null ? mining : blockTime != null ? "interval" : "instant";
    boolean needsTime = mode.equals("interval") || mode.equals("mixed");
    require(
        !needsTime || blockTime != null,
        "--mining " + mode + ": expected --block-time SECONDS with it, got none");
    require(
        needsTime || blockTime == null,
        "--mining " + mode + ": expected no --block-time with it, got " + blockTime);
    return switch (mode) {
      case "instant" -> new SealingMode.Instant();
      case "interval" -> new SealingMode.Interval(period());
      case "mixed" -> new SealingMode.Mixed(period());
      case "manual" -> new SealingMode.Manual();
      default -> throw usage("--mining: expected instant, interval, mixed or manual, got " + mode);
    };
  }

  private Duration period() {
    BigDecimal seconds = blockTime == null ? BigDecimal.ZERO : blockTime;
    BigInteger millis = seconds.movePointRight(3).toBigInteger();
    require(
        millis.signum() > 0 && millis.bitLength() < 32,
        "--block-time: expected 0.001 seconds or more, got " + seconds);
    return Duration.ofMillis(millis.longValueExact());
  }

  private U256 balanceWei() {
    BigInteger wei = balance.multiply(new BigDecimal(WEI_PER_ETHER)).toBigInteger();
    require(
        wei.signum() >= 0 && wei.bitLength() <= 192,
        "--balance: expected 0 ether or more, got " + balance);
    return U256.from(wei);
  }

  private List<Account> wallet(DevSettings settings) {
    try {
      return Mnemonic.accounts(settings.mnemonic(), settings.accounts());
    } catch (IllegalArgumentException e) {
      throw usage("--mnemonic: " + e.getMessage());
    }
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw usage(message);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
