package io.weft.execution.chain;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Account;

/** An account with the root of its storage, as tries and rows hold it (Yellow Paper 4.1). */
public record StoredAccount(Account account, Hash32 storageRoot) {

  public boolean hasStorage() {
    return !storageRoot.equals(Trie.EMPTY_ROOT);
  }

  /** The leaf of the state trie. */
  public Bytes toLeaf() {
    RlpWriter out = new RlpWriter(128);
    int list = out.beginList();
    out.write(account.nonce()).write(account.balance()).write(storageRoot);
    out.write(account.codeHash());
    return out.endList(list).toBytes();
  }

  public static StoredAccount fromLeaf(byte[] leaf) {
    RlpReader fields = RlpReader.ofList(Bytes.wrap(leaf));
    long nonce = fields.uint64();
    U256 balance = fields.u256();
    Hash32 storageRoot = fields.hash32();
    Hash32 codeHash = fields.hash32();
    fields.end();
    return new StoredAccount(new Account(nonce, balance, codeHash), storageRoot);
  }

  /** The flat row: the leaf with the hashes of nothing written as nothing. */
  public byte[] toRow() {
    RlpWriter out = new RlpWriter(96);
    int list = out.beginList();
    out.write(account.nonce()).write(account.balance());
    if (hasStorage()) {
      out.write(storageRoot);
    } else {
      out.write(Bytes.EMPTY);
    }
    if (account.hasCode()) {
      out.write(account.codeHash());
    } else {
      out.write(Bytes.EMPTY);
    }
    return out.endList(list).toArray();
  }

  public static StoredAccount fromRow(byte[] row) {
    RlpReader fields = RlpReader.ofList(Bytes.wrap(row));
    long nonce = fields.uint64();
    U256 balance = fields.u256();
    Hash32 storageRoot = hashOr(fields, Trie.EMPTY_ROOT);
    Hash32 codeHash = hashOr(fields, Keccak256.EMPTY);
    fields.end();
    return new StoredAccount(new Account(nonce, balance, codeHash), storageRoot);
  }

  private static Hash32 hashOr(RlpReader fields, Hash32 nothing) {
    if (fields.nextIsEmptyString()) {
      fields.skip();
      return nothing;
    }
    return fields.hash32();
  }
}
