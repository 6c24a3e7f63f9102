package io.weft.execution.evm;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Log;
import java.util.List;

/** The logs by which ether moves visibly, as if it were an ERC-20 token (EIP-7708). */
public final class TransferLog {
  private static final Address SYSTEM =
      Address.fromHex("0xfffffffffffffffffffffffffffffffffffffffe");

  /** Transfer(address,address,uint256). */
  private static final Hash32 TRANSFER =
      Hash32.fromHex("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");

  /** Selfdestruct(address,uint256). */
  private static final Hash32 BURN =
      Hash32.fromHex("0x4bfaba3443c1a1836cd362418edc679fc96cae8449cbefccb6457cdf2c943083");

  private TransferLog() {}

  static Log transfer(Address from, Address to, U256 amount) {
    return new Log(
        SYSTEM, List.of(TRANSFER, topic(from), topic(to)), Bytes.wrap(amount.toBytes32()));
  }

  /** What a destroyed account still held is gone. */
  public static Log burn(Address account, U256 amount) {
    return new Log(SYSTEM, List.of(BURN, topic(account)), Bytes.wrap(amount.toBytes32()));
  }

  private static Hash32 topic(Address address) {
    return Hash32.from(address.toU256());
  }
}
