package io.weft.execution.types;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * An account's signed wish to run the code of {@code address} (EIP-7702). A tuple may be invalid,
 * in which case it is skipped; so {@code yParity}, {@code r} and {@code s} hold whatever was sent.
 *
 * @param chainId the chain it is meant for, zero for any
 * @param nonce unsigned
 * @param yParity at most 255
 */
public record Authorization(
    U256 chainId, Address address, long nonce, int yParity, U256 r, U256 s) {
  private static final int MAGIC = 0x05;

  /** The hash the authority signs. */
  public Hash32 signingHash() {
    RlpWriter out = new RlpWriter(64);
    out.raw(MAGIC);
    int list = out.beginList();
    out.write(chainId).write(address).write(nonce);
    return Keccak256.hash32(out.endList(list).toArray());
  }

  static void writeList(RlpWriter out, List<Authorization> authorizations) {
    int list = out.beginList();
    for (Authorization a : authorizations) {
      int item = out.beginList();
      out.write(a.chainId).write(a.address).write(a.nonce).write(a.yParity).write(a.r).write(a.s);
      out.endList(item);
    }
    out.endList(list);
  }

  static List<Authorization> readList(RlpReader in) {
    RlpReader list = in.list();
    List<Authorization> authorizations = new ArrayList<>();
    while (list.hasNext()) {
      RlpReader item = list.list();
      U256 chainId = item.u256();
      Address address = item.address();
      long nonce = item.uint64();
      long yParity = item.uint64();
      if (yParity < 0 || yParity > 255) {
        throw new RlpException(
            "authorization parity: expected at most 255, got " + Long.toUnsignedString(yParity));
      }
      U256 r = item.u256();
      U256 s = item.u256();
      item.end();
      authorizations.add(new Authorization(chainId, address, nonce, (int) yParity, r, s));
    }
    return List.copyOf(authorizations);
  }
}
