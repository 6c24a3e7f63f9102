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
    Bytes data = transaction.data();
    long nonZero = nonZeroBytes(data);
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
    gas += PER_EMPTY_ACCOUNT * transaction.authorizations().size();
    long tokens = zero + TOKENS_PER_NON_ZERO_BYTE * nonZero;
    long floor =
        rules.floorGasPerToken() == 0 ? 0 : TRANSACTION + rules.floorGasPerToken() * tokens;
    return new IntrinsicGas(gas, floor);
  }

  private static long nonZeroBytes(Bytes data) {
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
