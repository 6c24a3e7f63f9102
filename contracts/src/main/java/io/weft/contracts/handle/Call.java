package io.weft.contracts.handle;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.function.Function;

/**
 * What to send to a contract, by a transaction or without one, and how to read its answer.
 *
 * @param value ether to send along, in wei
 * @param decoder of what the contract returns
 */
public record Call<R>(Address to, U256 value, Bytes data, Function<Bytes, R> decoder) {
  /**
   * Reads what the contract returned.
   *
   * @throws io.weft.contracts.abi.AbiException if these bytes are no answer to this call
   */
  public R decode(Bytes returned) {
    return decoder.apply(returned);
  }

  /** The same call with other ether. */
  public Call<R> withValue(U256 other) {
    return new Call<>(to, other, data, decoder);
  }
}
