package io.weft.execution.evm;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpWriter;

/** Where new contracts go. */
public final class ContractAddress {
  private ContractAddress() {}

  /** CREATE and creating transactions: from the creator and its nonce before (Yellow Paper 7). */
  public static Address of(Address creator, long nonce) {
    RlpWriter out = new RlpWriter();
    int list = out.beginList();
    out.write(creator);
    out.write(nonce);
    out.endList(list);
    return Address.from(Keccak256.hash(out.toArray()), 12);
  }

  /** CREATE2: from the creator, a salt and the init code (EIP-1014). */
  public static Address of(Address creator, U256 salt, Hash32 initCodeHash) {
    byte[] preimage = new byte[1 + 20 + 32 + 32];
    preimage[0] = (byte) 0xFF;
    creator.copyTo(preimage, 1);
    salt.copyTo(preimage, 21);
    initCodeHash.copyTo(preimage, 53);
    return Address.from(Keccak256.hash(preimage), 12);
  }
}
