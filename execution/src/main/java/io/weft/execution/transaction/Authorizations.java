package io.weft.execution.transaction;

import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.types.Authorization;
import java.util.List;

/** Sets the code of accounts that signed for it to a pointer to another account's (EIP-7702). */
final class Authorizations {
  private static final int PREFIX_SIZE = 3;

  /** Of the 25,000 paid for each authorization, what comes back where the account existed. */
  private static final long REFUND = 25_000 - 12_500;

  private Authorizations() {}

  /** Whether {@code code} is a pointer: 0xef0100 and an address. */
  static boolean isDelegation(Bytes code) {
    return code.size() == PREFIX_SIZE + Address.SIZE
        && code.get(0) == (byte) 0xEF
        && code.get(1) == 1
        && code.get(2) == 0;
  }

  /** Applies all that are valid, in order; the others are skipped. */
  static void apply(List<Authorization> authorizations, U256 chainId, JournaledState state) {
    for (int i = 0; i < authorizations.size(); i++) {
      apply(authorizations.get(i), chainId, state);
    }
  }

  private static void apply(Authorization authorization, U256 chainId, JournaledState state) {
    if (!authorization.chainId().isZero() && !authorization.chainId().equals(chainId)) {
      return;
    }
    if (authorization.nonce() == -1 || !Secp256k1.isLowS(authorization.s())) {
      return;
    }
    Address authority =
        Secp256k1.recover(
            authorization.signingHash(),
            authorization.r(),
            authorization.s(),
            authorization.yParity());
    if (authority == null) {
      return;
    }
    int account = state.account(authority);
    state.warmAccount(account);
    if (state.hasCode(account) && !isDelegation(state.code(account))) {
      return;
    }
    if (state.nonce(account) != authorization.nonce()) {
      return;
    }
    if (state.exists(account)) {
      state.addRefund(REFUND);
    }
    state.setCode(account, pointerTo(authorization.address()));
    state.setNonce(account, authorization.nonce() + 1);
  }

  private static Bytes pointerTo(Address address) {
    if (address.isZero()) {
      return Bytes.EMPTY; // the way back to an account without code
    }
    byte[] code = new byte[PREFIX_SIZE + Address.SIZE];
    code[0] = (byte) 0xEF;
    code[1] = 1;
    address.copyTo(code, PREFIX_SIZE);
    return Bytes.wrap(code);
  }
}
