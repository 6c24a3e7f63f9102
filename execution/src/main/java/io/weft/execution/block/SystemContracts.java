package io.weft.execution.block;

import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.Evm;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.TransactionEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import org.jspecify.annotations.Nullable;

/**
 * The contracts that a block itself calls, from an account that nobody owns and for no fee. Those
 * of requests are in {@link io.weft.execution.chainspec.RequestContracts}.
 */
public final class SystemContracts {
  /** Keeps the roots of recent beacon blocks (EIP-4788). */
  public static final Address BEACON_ROOTS =
      Address.fromHex("000F3df6D732807Ef1319fB7B8bB8522d0Beac02");

  /** Keeps the hashes of recent blocks (EIP-2935). */
  public static final Address HISTORY = Address.fromHex("0000F90827F1C53a10cb7A02335B175320002935");

  private static final Address CALLER = Address.fromHex("fffffffffffffffffffffffffffffffffffffffe");
  private static final long GAS = 30_000_000;

  private SystemContracts() {}

  /** Calls a contract; null where the account has no code, as before its deployment. */
  static @Nullable MessageResult call(
      Evm evm, BlockEnvironment block, JournaledState state, Address contract, Bytes data) {
    state.beginTransaction();
    if (!state.hasCode(state.account(contract))) {
      return null;
    }
    MessageResult result =
        evm.execute(
            block,
            new TransactionEnvironment(CALLER),
            state,
            Message.Kind.CALL,
            contract,
            U256.ZERO,
            data,
            GAS,
            null);
    state.finishTransaction();
    return result;
  }
}
