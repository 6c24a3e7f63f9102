package io.weft.execution.store;

import java.util.Locale;

/**
 * The tables of the store. Numbers are 8 bytes big-endian, so that rows sort by them.
 *
 * <p>The head state lies flat under hashed keys; the tries of every block share content-addressed
 * nodes. The names are part of the format on disk.
 */
public enum Column {
  /** Name to value: schema, genesis, head. */
  META(Access.POINT),
  /** Keccak(address) to the account at the head. */
  ACCOUNT(Access.POINT),
  /** Keccak(address) and Keccak(slot) to the slot's value at the head. */
  SLOT(Access.POINT),
  /** Code hash to code. */
  CODE(Access.POINT),
  /** Node hash to trie node, of every committed state. */
  TRIE(Access.HASHES),
  /** Block number to header. */
  HEADER(Access.POINT),
  /** Block number to body. */
  BODY(Access.POINT),
  /** Block number to receipts. */
  RECEIPTS(Access.POINT),
  /** Block number to access list, of blocks that have one. */
  ACCESS_LIST(Access.POINT),
  /** Block number to hash. */
  HASH(Access.POINT),
  /** Block hash to number. */
  NUMBER(Access.POINT),
  /** Transaction hash to block number and index. */
  TRANSACTION(Access.POINT),
  /** Hash of an address or a topic at its position, and block number, to nothing. */
  LOG(Access.POINT),
  /** Block number and step to the rows as they were before the step. */
  UNDO(Access.POINT),
  /** Block number and step to a change of state from outside, made before that block. */
  INTERVENTION(Access.POINT);

  /** How a column is read and whether its values compress. */
  enum Access {
    POINT,
    /** Values are mostly hashes, on which compression is wasted. */
    HASHES
  }

  private final Access access;

  Column(Access access) {
    this.access = access;
  }

  Access access() {
    return access;
  }

  /** The name on disk. */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
