package io.weft.execution.evm;

import static io.weft.execution.chainspec.Fork.*;

import io.weft.execution.chainspec.Fork;
import java.util.EnumMap;
import java.util.Objects;

/**
 * The prices and limits of one fork that depend on operands or state, a field each with its history
 * in one line. What an instruction costs in any case is in {@link InstructionTable}.
 */
final class GasTable {
  static final int COPY_WORD = 3;
  static final int KECCAK_WORD = 6;
  static final int LOG_BYTE = 8;
  static final int CODE_DEPOSIT_BYTE = 200;
  static final int CALL_VALUE = 9000;
  static final int CALL_STIPEND = 2300;
  static final int NEW_ACCOUNT = 25000;

  /** What resolving a delegation costs when its target is warm (EIP-7702). */
  static final int WARM_ACCOUNT = 100;

  private static final EnumMap<Fork, GasTable> BY_FORK = new EnumMap<>(Fork.class);

  static {
    for (Fork fork : Fork.values()) {
      BY_FORK.put(fork, new GasTable(fork));
    }
  }

  final int expByte; // EIP-160

  // What a cold access costs more than a warm one (EIP-2929); nothing while all cost the same.
  final int coldAccount;
  final int coldSlot;
  final int coldStore;
  final int coldBeneficiary;

  // SSTORE: EIP-1283 in Constantinople, taken back in Petersburg, EIP-2200, 2929, 3529.
  /** Whether the price depends on the value at the start of the transaction. */
  final boolean comparesOriginal;

  final int storeUnchanged;
  final int storeSet;
  final int storeReset;
  final int storeClearRefund;

  /** SSTORE fails with this much gas or less, so that a stipend pays for none; -1 for no limit. */
  final int storeSentry;

  final int selfDestructRefund; // EIP-3529

  /** Whether all but one 64th of the gas may be passed on, and no more (EIP-150). */
  final boolean keepsOne64th;

  /** Whether SELFDESTRUCT pays for bringing its beneficiary into existence (EIP-150). */
  final boolean pricesNewBeneficiary;

  /** Whether only an account that would receive value costs extra to create (EIP-161). */
  final boolean emptyIsNothing;

  /** The nonce of a new contract (EIP-161). */
  final int contractNonce;

  /** Whether a creation that cannot pay for its code fails; it was left without code (EIP-2). */
  final boolean unpaidCodeFails;

  final int maxCodeSize; // EIP-170
  final int maxInitCodeSize; // EIP-3860
  final int initCodeWord; // EIP-3860
  final boolean reservesPrefix; // EIP-3541

  /** Whether SELFDESTRUCT deletes only what the same transaction created (EIP-6780). */
  final boolean destroysOnlyNew;

  final boolean delegates; // EIP-7702
  final boolean logsTransfers; // EIP-7708

  private GasTable(Fork fork) {
    boolean berlin = fork.isAtLeast(BERLIN);
    expByte = fork.isAtLeast(SPURIOUS_DRAGON) ? 50 : 10;
    coldAccount = berlin ? 2500 : 0;
    coldSlot = berlin ? 2000 : 0;
    coldStore = berlin ? 2100 : 0;
    coldBeneficiary = berlin ? 2600 : 0;
    comparesOriginal = fork == CONSTANTINOPLE || fork.isAtLeast(ISTANBUL);
    storeUnchanged =
        berlin ? 100 : fork.isAtLeast(ISTANBUL) ? 800 : fork == CONSTANTINOPLE ? 200 : 5000;
    storeSet = 20000;
    storeReset = berlin ? 2900 : 5000;
    storeClearRefund = fork.isAtLeast(LONDON) ? 4800 : 15000;
    storeSentry = fork.isAtLeast(ISTANBUL) ? CALL_STIPEND : -1;
    selfDestructRefund = fork.isAtLeast(LONDON) ? 0 : 24000;
    keepsOne64th = fork.isAtLeast(TANGERINE_WHISTLE);
    pricesNewBeneficiary = fork.isAtLeast(TANGERINE_WHISTLE);
    emptyIsNothing = fork.isAtLeast(SPURIOUS_DRAGON);
    contractNonce = fork.isAtLeast(SPURIOUS_DRAGON) ? 1 : 0;
    unpaidCodeFails = fork.isAtLeast(HOMESTEAD);
    maxCodeSize = fork.isAtLeast(SPURIOUS_DRAGON) ? 24576 : Integer.MAX_VALUE;
    maxInitCodeSize = fork.isAtLeast(SHANGHAI) ? 49152 : Integer.MAX_VALUE;
    initCodeWord = fork.isAtLeast(SHANGHAI) ? 2 : 0;
    reservesPrefix = fork.isAtLeast(LONDON);
    destroysOnlyNew = fork.isAtLeast(CANCUN);
    delegates = fork.isAtLeast(PRAGUE);
    logsTransfers = fork.isAtLeast(AMSTERDAM);
  }

  static GasTable of(Fork fork) {
    return Objects.requireNonNull(BY_FORK.get(fork));
  }

  /** The total price of memory of this many words (Yellow Paper 9.1, formula 326). */
  static long memory(long words) {
    return 3 * words + words * words / 512;
  }
}
