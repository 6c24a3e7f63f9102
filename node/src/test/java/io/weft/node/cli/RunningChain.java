package io.weft.node.cli;

import io.weft.consensus.single.SealingMode;
import io.weft.contracts.wallet.Account;
import io.weft.contracts.wallet.Mnemonic;
import io.weft.execution.BlockExecutors;
import io.weft.execution.primitives.U256;
import io.weft.node.DevNode;
import io.weft.node.dev.DevSettings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A development chain in this process and in memory, for the tests of one class. */
public final class RunningChain implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
  /** The first accounts of every development chain. */
  public static final List<Account> ACCOUNTS =
      Mnemonic.accounts(DevSettings.WELL_KNOWN_MNEMONIC, 3);

  private final SealingMode sealing;
  private final long gasLimit;
  private @Nullable DevNode node;

  private RunningChain(SealingMode sealing, long gasLimit) {
    this.sealing = sealing;
    this.gasLimit = gasLimit;
  }

  /** A block for every transaction. */
  public static RunningChain instant() {
    return new RunningChain(new SealingMode.Instant(), 30_000_000);
  }

  public static RunningChain instantWithGasLimit(long gasLimit) {
    return new RunningChain(new SealingMode.Instant(), gasLimit);
  }

  /** No block by itself. */
  public static RunningChain manual() {
    return new RunningChain(new SealingMode.Manual(), 30_000_000);
  }

  public static String key(int account) {
    return ACCOUNTS.get(account).privateKey().toString();
  }

  public static String address(int account) {
    return ACCOUNTS.get(account).address().toString();
  }

  public RunningChain start() throws IOException {
    DevSettings settings =
        new DevSettings(
            "127.0.0.1",
            0,
            null,
            sealing,
            null,
            31337,
            ACCOUNTS.size(),
            U256.of(1_000_000_000_000_000_000L).multiply(10_000),
            DevSettings.WELL_KNOWN_MNEMONIC,
            gasLimit,
            null,
            false,
            null,
            null);
    node =
        DevNode.start(
            settings, ACCOUNTS, InstantSource.system(), _ -> {}, BlockExecutors.sequential());
    return this;
  }

  private DevNode running() {
    return Objects.requireNonNull(node, "not started");
  }

  public String url() {
    return running().url();
  }

  public long head() {
    return running().head().number();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    running().close();
  }
}
