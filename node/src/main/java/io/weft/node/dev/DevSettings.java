package io.weft.node.dev;

import io.weft.consensus.single.SealingMode;
import io.weft.execution.primitives.U256;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a development chain is started.
 *
 * @param port 0 for any free one
 * @param dataDirectory null to keep everything in memory
 * @param genesisFile in geth's format, in place of the settings below it; null without
 * @param balanceWei of each account
 * @param baseFeePerGas of the first block; null for the usual one
 * @param isGasFree base fee, tips and price bumps all zero, for as long as the chain lives
 */
public record DevSettings(
    String host,
    int port,
    @Nullable Path dataDirectory,
    SealingMode sealing,
    @Nullable Path genesisFile,
    long chainId,
    int accounts,
    U256 balanceWei,
    String mnemonic,
    long gasLimit,
    @Nullable U256 baseFeePerGas,
    boolean isGasFree,
    @Nullable Path loadState,
    @Nullable Path dumpState) {

  /** The phrase every tutorial uses; everybody knows its keys. */
  public static final String WELL_KNOWN_MNEMONIC =
      "test test test test test test test test test test test junk";
}
