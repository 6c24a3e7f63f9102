package io.weft.contracts.handle;

import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;

/** The factory of pairs. */
public record PairFactory(Address address) {
  private static final Definition DEFINITION = Definition.of("PairFactory");

  /** Its functions, events and errors. */
  public static final ContractAbi ABI = DEFINITION.abi();

  public record PairCreated(Address token0, Address token1, Address pair, U256 count) {}

  public static final Event<PairCreated> PAIR_CREATED =
      DEFINITION.event(
          "PairCreated",
          values ->
              new PairCreated(
                  values.address(0), values.address(1), values.address(2), values.number(3)));

  private static final Method<Address> CREATE_PAIR =
      DEFINITION.method("createPair", values -> values.address(0));
  private static final Method<Address> PAIR_OF =
      DEFINITION.method("pairOf", values -> values.address(0));
  private static final Method<Address> ALL_PAIRS =
      DEFINITION.method("allPairs", values -> values.address(0));
  private static final Method<U256> PAIR_COUNT =
      DEFINITION.method("pairCount", values -> values.number(0));

  /** What a deployment sends. */
  public static Bytes creation() {
    return DEFINITION.creation();
  }

  public Call<Address> createPair(Address tokenA, Address tokenB) {
    return CREATE_PAIR.of(address, tokenA, tokenB);
  }

  public Call<Address> pairOf(Address tokenA, Address tokenB) {
    return PAIR_OF.of(address, tokenA, tokenB);
  }

  public Call<Address> allPairs(U256 index) {
    return ALL_PAIRS.of(address, index);
  }

  public Call<U256> pairCount() {
    return PAIR_COUNT.of(address);
  }
}
