package io.weft.execution.block;

import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a header must be, given its parent (Yellow Paper 4.4.4 and the EIPs since). The seal of a
 * proof-of-work header is not verified.
 */
public final class HeaderRules {
  /** Of the first block with a base fee (EIP-1559). */
  public static final U256 INITIAL_BASE_FEE = U256.of(1_000_000_000);

  private static final long ELASTICITY = 2;
  private static final long BASE_FEE_CHANGE_DENOMINATOR = 8;
  private static final long GAS_LIMIT_BOUND_DIVISOR = 1024;
  private static final long MINIMUM_GAS_LIMIT = 5_000;
  private static final int MAX_EXTRA_DATA = 32;

  private static final Bytes DAO_EXTRA_DATA = Bytes.fromHex("64616f2d686172642d666f726b");
  private static final long DAO_EXTRA_DATA_BLOCKS = 10;

  private final ChainSpec spec;

  public HeaderRules(ChainSpec spec) {
    this.spec = spec;
  }

  /** The base fee of the block after {@code parent}, or null before London. */
  public @Nullable U256 baseFeePerGas(Fork fork, BlockHeader parent) {
    if (!fork.isAtLeast(Fork.LONDON)) {
      return null;
    }
    if (spec.dev().gasFree()) {
      return U256.ZERO;
    }
    U256 parentFee = parent.baseFeePerGas();
    if (parentFee == null) {
      return INITIAL_BASE_FEE;
    }
    long target = parent.gasLimit() / ELASTICITY;
    long used = parent.gasUsed();
    if (used == target) {
      return parentFee;
    }
    U256 change =
        parentFee
            .multiply(Math.abs(used - target))
            .divide(U256.of(target))
            .divide(U256.of(BASE_FEE_CHANGE_DENOMINATOR));
    return used > target ? parentFee.add(change.max(U256.ONE)) : parentFee.subtract(change);
  }

  /** The excess blob gas of a block after {@code parent} at this time, or null before blobs. */
  public @Nullable Long excessBlobGas(Fork fork, long timestamp, BlockHeader parent) {
    if (!fork.isAtLeast(Fork.CANCUN)) {
      return null;
    }
    BlobParameters parameters = blobParameters(timestamp);
    Long parentExcess = parent.excessBlobGas();
    Long parentUsed = parent.blobGasUsed();
    U256 parentFee = parent.baseFeePerGas();
    return parameters.excessBlobGas(
        parentExcess == null ? 0 : parentExcess,
        parentUsed == null ? 0 : parentUsed,
        parentFee == null ? U256.ZERO : parentFee,
        fork.isAtLeast(Fork.OSAKA));
  }

  /** The price of blob gas in a block with this excess; zero before blobs. */
  public U256 blobBaseFee(long timestamp, @Nullable Long excessBlobGas) {
    return excessBlobGas == null
        ? U256.ZERO
        : blobParameters(timestamp).baseFeePerBlobGas(excessBlobGas);
  }

  private BlobParameters blobParameters(long timestamp) {
    BlobParameters parameters = spec.blobParametersAt(timestamp);
    if (parameters == null) {
      throw new IllegalStateException(
          "no blob parameters: expected an entry of the blob schedule by timestamp " + timestamp);
    }
    return parameters;
  }

  /** The difficulty of a block after {@code parent}; zero since Paris. */
  public U256 difficulty(Fork fork, long number, long timestamp, BlockHeader parent) {
    return fork.isAtLeast(Fork.PARIS) ? U256.ZERO : Difficulty.of(fork, number, timestamp, parent);
  }

  /** The limit nearest to {@code wanted} that a block after {@code parent} may have. */
  public long gasLimitToward(Fork fork, BlockHeader parent, long wanted) {
    long base = gasLimitBase(fork, parent);
    long bound = base / GAS_LIMIT_BOUND_DIVISOR - 1;
    long least = Math.max(base - bound, MINIMUM_GAS_LIMIT);
    long most = base > Long.MAX_VALUE - bound ? Long.MAX_VALUE : base + bound;
    return Math.clamp(wanted, Math.min(least, most), most);
  }

  /** The parent's limit, doubled where the base fee starts (EIP-1559). */
  private static long gasLimitBase(Fork fork, BlockHeader parent) {
    boolean startsBaseFee = fork.isAtLeast(Fork.LONDON) && parent.baseFeePerGas() == null;
    return startsBaseFee ? parent.gasLimit() * ELASTICITY : parent.gasLimit();
  }

  /** The first rule that {@code header} breaks as the block after {@code parent}, or null. */
  public @Nullable InvalidBlock check(
      BlockHeader parent, @Nullable U256 parentTotalDifficulty, BlockHeader header) {
    Fork fork = spec.forkOf(header);
    InvalidBlock invalid = checkPosition(parent, header);
    if (invalid == null) {
      invalid = checkTerminalDifficulty(fork, parentTotalDifficulty, header);
    }
    if (invalid == null) {
      invalid = checkGasLimit(fork, parent, header);
    }
    if (invalid == null) {
      invalid = checkFormat(fork, header);
    }
    if (invalid == null) {
      invalid = checkExtraData(header);
    }
    if (invalid == null) {
      invalid = checkDerived(fork, parent, header);
    }
    return invalid;
  }

  private static @Nullable InvalidBlock checkPosition(BlockHeader parent, BlockHeader header) {
    if (!header.parentHash().equals(parent.hash())) {
      return InvalidBlock.of(
          InvalidBlockReason.UNKNOWN_PARENT, "parent hash", parent.hash(), header.parentHash());
    }
    if (header.number() != parent.number() + 1) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_BLOCK_NUMBER,
          "block number",
          parent.number() + 1,
          header.number());
    }
    if (Long.compareUnsigned(header.timestamp(), parent.timestamp()) <= 0) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_BLOCK_TIMESTAMP_OLDER_THAN_PARENT,
          "timestamp",
          "more than " + Long.toUnsignedString(parent.timestamp()),
          Long.toUnsignedString(header.timestamp()));
    }
    return null;
  }

  /** Whether work or stake is what the total difficulty so far asks for (EIP-3675). */
  private @Nullable InvalidBlock checkTerminalDifficulty(
      Fork fork, @Nullable U256 parentTotalDifficulty, BlockHeader header) {
    U256 terminal = spec.terminalTotalDifficulty();
    if (terminal == null || parentTotalDifficulty == null) {
      return null;
    }
    boolean isReached = parentTotalDifficulty.compareTo(terminal) >= 0;
    if (isReached && !fork.isAtLeast(Fork.PARIS)) {
      return InvalidBlock.of(
          InvalidBlockReason.IMPORT_IMPOSSIBLE_PARIS_WRONG_POW,
          "difficulty",
          "zero after total difficulty " + parentTotalDifficulty,
          header.difficulty());
    }
    if (!isReached && fork == Fork.PARIS) {
      return InvalidBlock.of(
          InvalidBlockReason.IMPORT_IMPOSSIBLE_PARIS_WRONG_POS,
          "total difficulty",
          "at least " + terminal + " before a block without work",
          parentTotalDifficulty);
    }
    return null;
  }

  /** Whether exactly the fields of the fork are there, and those that Paris emptied are empty. */
  private static @Nullable InvalidBlock checkFormat(Fork fork, BlockHeader header) {
    InvalidBlock invalid = checkField(fork, Fork.LONDON, "base fee", header.baseFeePerGas());
    if (invalid == null) {
      invalid = checkField(fork, Fork.SHANGHAI, "withdrawals root", header.withdrawalsRoot());
    }
    if (invalid == null) {
      invalid = checkField(fork, Fork.CANCUN, "blob gas used", header.blobGasUsed());
    }
    if (invalid == null) {
      invalid = checkField(fork, Fork.CANCUN, "excess blob gas", header.excessBlobGas());
    }
    if (invalid == null) {
      invalid = checkField(fork, Fork.CANCUN, "beacon root", header.parentBeaconBlockRoot());
    }
    if (invalid == null) {
      invalid = checkField(fork, Fork.PRAGUE, "requests hash", header.requestsHash());
    }
    if (invalid == null) {
      invalid =
          checkField(fork, Fork.AMSTERDAM, "block access list hash", header.blockAccessListHash());
    }
    if (invalid == null) {
      invalid = checkField(fork, Fork.AMSTERDAM, "slot number", header.slotNumber());
    }
    if (invalid == null && fork.isAtLeast(Fork.PARIS)) {
      if (!header.ommersHash().equals(BlockHeader.EMPTY_OMMERS_HASH)) {
        return InvalidBlock.of(
            InvalidBlockReason.IMPORT_IMPOSSIBLE_UNCLES_OVER_PARIS,
            "ommers hash",
            BlockHeader.EMPTY_OMMERS_HASH,
            header.ommersHash());
      }
      if (header.nonce() != 0) {
        return InvalidBlock.of(
            InvalidBlockReason.INCORRECT_BLOCK_FORMAT, "nonce", 0, header.nonceBytes());
      }
    }
    return invalid;
  }

  private static @Nullable InvalidBlock checkField(
      Fork fork, Fork since, String what, @Nullable Object value) {
    boolean isExpected = fork.isAtLeast(since);
    if (isExpected == (value != null)) {
      return null;
    }
    return InvalidBlock.of(
        InvalidBlockReason.INCORRECT_BLOCK_FORMAT,
        what,
        (isExpected ? "a value since " : "none before ") + since,
        value == null ? "none" : value);
  }

  private @Nullable InvalidBlock checkGasLimit(Fork fork, BlockHeader parent, BlockHeader header) {
    long base = gasLimitBase(fork, parent);
    long difference = Math.abs(header.gasLimit() - base);
    boolean isTooFar = difference >= base / GAS_LIMIT_BOUND_DIVISOR && !spec.dev().freeLimits();
    if (isTooFar || header.gasLimit() < MINIMUM_GAS_LIMIT) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_GASLIMIT,
          "gas limit",
          "less than a 1024th from " + base + " and at least " + MINIMUM_GAS_LIMIT,
          header.gasLimit());
    }
    if (header.gasUsed() > header.gasLimit()) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_GAS_USED_ABOVE_LIMIT,
          "gas used",
          "at most " + header.gasLimit(),
          header.gasUsed());
    }
    return null;
  }

  private @Nullable InvalidBlock checkExtraData(BlockHeader header) {
    if (header.extraData().size() > MAX_EXTRA_DATA) {
      return InvalidBlock.of(
          InvalidBlockReason.EXTRA_DATA_TOO_BIG,
          "extra data",
          "at most " + MAX_EXTRA_DATA + " bytes",
          header.extraData().size());
    }
    long daoStart = spec.forks().start(Fork.DAO_FORK);
    if (header.number() >= daoStart && header.number() < daoStart + DAO_EXTRA_DATA_BLOCKS) {
      boolean isDao = header.extraData().equals(DAO_EXTRA_DATA);
      if (isDao != spec.hasDaoFork()) {
        return InvalidBlock.of(
            InvalidBlockReason.EXTRA_DATA_INVALID_DAO,
            "extra data",
            spec.hasDaoFork() ? DAO_EXTRA_DATA : "anything but " + DAO_EXTRA_DATA,
            header.extraData());
      }
    }
    return null;
  }

  private @Nullable InvalidBlock checkDerived(Fork fork, BlockHeader parent, BlockHeader header) {
    U256 difficulty = difficulty(fork, header.number(), header.timestamp(), parent);
    if (!header.difficulty().equals(difficulty)) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_DIFFICULTY, "difficulty", difficulty, header.difficulty());
    }
    U256 baseFee = baseFeePerGas(fork, parent);
    boolean isFree = spec.dev().freeLimits() && header.baseFeePerGas() != null;
    if (baseFee != null && !isFree && !baseFee.equals(header.baseFeePerGas())) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_BASEFEE_PER_GAS,
          "base fee per gas",
          baseFee,
          header.baseFeePerGas() == null ? "none" : header.baseFeePerGas());
    }
    Long excess = excessBlobGas(fork, header.timestamp(), parent);
    if (excess != null && !excess.equals(header.excessBlobGas())) {
      return InvalidBlock.of(
          InvalidBlockReason.INCORRECT_EXCESS_BLOB_GAS,
          "excess blob gas",
          excess,
          header.excessBlobGas() == null ? "none" : header.excessBlobGas());
    }
    return null;
  }
}
