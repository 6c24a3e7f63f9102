package io.weft.execution.transaction;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.types.AccessListEntry;
import io.weft.execution.types.Transaction;
import java.util.List;

/**
 * What a transaction costs before any code runs.
 *
 * @param gas taken from its gas limit
 * @param floor the least it will be charged in the end, for its data alone (EIP-7623)
 */
public record IntrinsicGas(long gas, long floor) {
  private static final long TRANSACTION = 21_000;
  private static final long ZERO_BYTE = 4;
  private static final long TOKENS_PER_NON_ZERO_BYTE = 4;
  private static final long ACCESS_LIST_ADDRESS = 2_400;
  private static final long ACCESS_LIST_STORAGE_KEY = 1_900;

  /** Of each authorization: as if its account had to be created (EIP-7702). */
  static final long PER_EMPTY_ACCOUNT = 25_000;

  static IntrinsicGas of(Transaction transaction, TransactionRules rules) {
    long nonZero = nonZeroBytes(transaction.data());
    return new IntrinsicGas(gas(transaction, nonZero, rules), floor(transaction, nonZero, rules));
  }

  /**
   * See {@link #gas()}.
   *
   * @param nonZero how many of the bytes of data {@linkplain #nonZeroBytes are not zero}
   */
  static long gas(Transaction transaction, long nonZero, TransactionRules rules) {
    Bytes data = transaction.data();
    long zero = data.size() - nonZero;
    long gas = TRANSACTION + zero * ZERO_BYTE + nonZero * rules.gasPerNonZeroByte();
    if (transaction.isCreate()) {
      gas += rules.createGas() + rules.gasPerInitCodeWord() * ((data.size() + 31L) / 32);
    }
    List<AccessListEntry> accessList = transaction.accessList();
    for (int i = 0; i < accessList.size(); i++) {
      gas += ACCESS_LIST_ADDRESS;
      gas += ACCESS_LIST_STORAGE_KEY * accessList.get(i).storageKeys().size();
    }
    return gas + PER_EMPTY_ACCOUNT * transaction.authorizations().size();
  }

  /** See {@link #floor()}. */
  static long floor(Transaction transaction, long nonZero, TransactionRules rules) {
    long perToken = rules.floorGasPerToken();
    long zero = transaction.data().size() - nonZero;
    return perToken == 0 ? 0 : TRANSACTION + perToken * (zero + TOKENS_PER_NON_ZERO_BYTE * nonZero);
  }

  static long nonZeroBytes(Bytes data) {
    byte[] bytes = data.unsafeArray();
    int count = 0;
    for (byte b : bytes) {
      if (b != 0) {
        count++;
      }
    }
    return count;
  }

  /** The least gas limit the transaction may have. */
  public long required() {
    return Math.max(gas, floor);
  }
}
