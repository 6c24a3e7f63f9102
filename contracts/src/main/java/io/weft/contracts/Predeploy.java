package io.weft.contracts;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contract that a chain may have from its first block, at the address it has everywhere.
 *
 * @param origin where its code comes from
 * @param deploymentTransaction the signed transaction that creates it on other chains: who recovers
 *     the sender and derives the address of its first contract knows that the code is genuine. Null
 *     for the deposit contract, which an ordinary account created
 * @param code the runtime code
 * @param storage what the constructor leaves, where the code needs it
 */
public record Predeploy(
    String name,
    Address address,
    String origin,
    @Nullable Bytes deploymentTransaction,
    Bytes code,
    Map<U256, U256> storage) {
  public Predeploy {
    storage = Map.copyOf(storage);
  }
}
