package io.weft.execution.state;

/** What becomes of an account without nonce, balance and code once something touches it. */
public enum EmptyAccountRule {
  /** Before EIP-161: a touch brings the account into existence, and it stays. */
  KEEP,
  /** Since EIP-161: a touch creates nothing, and at the end of the transaction it is deleted. */
  DELETE
}
