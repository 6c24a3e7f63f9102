package io.weft.execution.evm;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;

/**
 * A call or a creation (Yellow Paper 8 and 7), as tracers see it.
 *
 * @param kind how it was started
 * @param caller what CALLER answers
 * @param target the account whose storage and balance the code works on; for a creation the address
 *     of the new contract
 * @param codeAddress where the code is; differs from {@code target} in DELEGATECALL and CALLCODE
 * @param value in wei; of a DELEGATECALL what CALLVALUE answers, nothing is moved
 * @param data the input; of a creation the init code
 * @param gas what may be spent, after the intrinsic cost
 * @param isStatic whether changes are forbidden (EIP-214)
 */
public record Message(
    Kind kind,
    Address caller,
    Address target,
    Address codeAddress,
    U256 value,
    Bytes data,
    long gas,
    boolean isStatic) {

  /** The opcode that starts such a message; a transaction is a CALL or a CREATE. */
  public enum Kind {
    CALL,
    CALLCODE,
    DELEGATECALL,
    STATICCALL,
    CREATE,
    CREATE2;

    public boolean isCreation() {
      return this == CREATE || this == CREATE2;
    }
  }

  /** What keeps a message that an instruction asks for from starting. */
  public enum Obstacle {
    /** The frames nest 1024 deep already. */
    TOO_DEEP,
    /** The caller has not the value. */
    TOO_POOR,
    /** The creator's nonce cannot be raised (EIP-2681). */
    NONCE_OVERFLOW,
    /** Something is at the new contract's address; the gas is lost. */
    ADDRESS_COLLISION
  }
}
