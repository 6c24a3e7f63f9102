package io.weft.execution.transaction;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.state.EmptyAccountRule;

/**
 * What forks changed about transactions, as one row per fork.
 *
 * @param lastType the greatest type byte (EIP-2718)
 * @param createGas more for creating a contract (EIP-2)
 * @param gasPerNonZeroByte of data; a zero byte is 4 (EIP-2028)
 * @param gasPerInitCodeWord EIP-3860
 * @param maxInitCodeSize in bytes (EIP-3860)
 * @param floorGasPerToken of data, four to a byte that is not zero; zero where there is no floor
 *     (EIP-7623)
 * @param maxRefundQuotient which part of the gas used can be refunded at most (EIP-3529)
 * @param maxGasLimit of one transaction, unsigned (EIP-7825)
 * @param maxBlobs of one transaction (EIP-7594)
 * @param hasChainIds whether a legacy signature may bind to a chain (EIP-155)
 * @param requiresLowS whether only the lower half of {@code s} is valid (EIP-2)
 * @param hasBaseFee whether part of the fee is burnt (EIP-1559)
 * @param hasWarmAccess whether accounts and slots have a first access (EIP-2929)
 * @param hasWarmCoinbase whether the fee recipient is warm from the start (EIP-3651)
 * @param refundsFreeBlockGas whether refunded gas is left for other transactions of the block, as
 *     it was before EIP-7778
 * @param logsBurns whether ether that disappears with a destroyed account is logged (EIP-7708)
 * @param emptyAccounts what becomes of touched empty accounts (EIP-161)
 */
@SuppressWarnings("EnumOrdinal") // a table by fork, looked up for every transaction
record TransactionRules(
    int lastType,
    long createGas,
    long gasPerNonZeroByte,
    long gasPerInitCodeWord,
    int maxInitCodeSize,
    long floorGasPerToken,
    long maxRefundQuotient,
    long maxGasLimit,
    int maxBlobs,
    boolean hasChainIds,
    boolean requiresLowS,
    boolean hasBaseFee,
    boolean hasWarmAccess,
    boolean hasWarmCoinbase,
    boolean refundsFreeBlockGas,
    boolean logsBurns,
    EmptyAccountRule emptyAccounts) {

  private static final long NO_CAP = -1; // the greatest unsigned number

  private static final TransactionRules[] BY_FORK = new TransactionRules[Fork.values().length];

  static {
    Fork[] forks = Fork.values();
    for (int i = 0; i < forks.length; i++) {
      BY_FORK[i] = row(forks[i]);
    }
  }

  @SuppressWarnings("EnumOrdinal") // the table lives as long as the enum's own numbering
  static TransactionRules of(Fork fork) {
    return BY_FORK[fork.ordinal()];
  }

  private static TransactionRules row(Fork fork) {
    boolean homestead = fork.isAtLeast(Fork.HOMESTEAD);
    boolean spuriousDragon = fork.isAtLeast(Fork.SPURIOUS_DRAGON);
    boolean london = fork.isAtLeast(Fork.LONDON);
    boolean shanghai = fork.isAtLeast(Fork.SHANGHAI);
    boolean osaka = fork.isAtLeast(Fork.OSAKA);
    boolean amsterdam = fork.isAtLeast(Fork.AMSTERDAM);
    return new TransactionRules(
        lastType(fork),
        homestead ? 32_000 : 0,
        fork.isAtLeast(Fork.ISTANBUL) ? 16 : 68,
        shanghai ? 2 : 0,
        shanghai ? 2 * 24_576 : Integer.MAX_VALUE,
        fork.isAtLeast(Fork.PRAGUE) ? 10 : 0,
        london ? 5 : 2,
        osaka ? 1 << 24 : NO_CAP,
        osaka ? 6 : Integer.MAX_VALUE,
        spuriousDragon,
        homestead,
        london,
        fork.isAtLeast(Fork.BERLIN),
        shanghai,
        !amsterdam,
        amsterdam,
        spuriousDragon ? EmptyAccountRule.DELETE : EmptyAccountRule.KEEP);
  }

  private static int lastType(Fork fork) {
    if (fork.isAtLeast(Fork.PRAGUE)) {
      return 4;
    }
    if (fork.isAtLeast(Fork.CANCUN)) {
      return 3;
    }
    if (fork.isAtLeast(Fork.LONDON)) {
      return 2;
    }
    return fork.isAtLeast(Fork.BERLIN) ? 1 : 0;
  }
}
