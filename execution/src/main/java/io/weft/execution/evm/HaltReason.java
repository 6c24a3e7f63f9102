package io.weft.execution.evm;

/** Why a frame ended exceptionally: all its gas is gone and its changes are undone. */
public enum HaltReason {
  OUT_OF_GAS,
  STACK_UNDERFLOW,
  STACK_OVERFLOW,
  INVALID_OPCODE,
  INVALID_JUMP,
  /** A change inside a static call (EIP-214). */
  WRITE_IN_STATIC_CONTEXT,
  /** RETURNDATACOPY beyond the end (EIP-211). */
  RETURN_DATA_OUT_OF_BOUNDS,
  /** Deployed code starts with 0xEF (EIP-3541). */
  INVALID_CONTRACT_PREFIX,
  /** Deployed code is larger than EIP-170 allows. */
  CODE_TOO_LARGE,
  /** Init code of CREATE or CREATE2 is larger than EIP-3860 allows. */
  INIT_CODE_TOO_LARGE,
  /** A contract would replace another, or storage (EIP-684, EIP-7610). */
  ADDRESS_COLLISION,
  /** A precompiled contract refused its input. */
  PRECOMPILE_FAILURE
}
