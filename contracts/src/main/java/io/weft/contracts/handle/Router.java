package io.weft.contracts.handle;

import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.List;

/** The door to the markets of a factory. */
public record Router(Address address) {
  private static final Definition DEFINITION = Definition.of("Router");

  /** Its functions, events and errors. */
  public static final ContractAbi ABI = DEFINITION.abi();

  /** What a provider of liquidity gives of each token: at most the wish, at least the minimum. */
  public record Offer(
      Address tokenA, Address tokenB, U256 wishedA, U256 wishedB, U256 minimumA, U256 minimumB) {
    private List<Object> members() {
      return List.of(tokenA, tokenB, wishedA, wishedB, minimumA, minimumB);
    }
  }

  /** What a provider of liquidity gave, and the shares for it. */
  public record Added(U256 amountA, U256 amountB, U256 shares) {}

  /** What a provider of liquidity got back. */
  public record Removed(U256 amountA, U256 amountB) {}

  private static final Method<Address> FACTORY =
      DEFINITION.method("factory", values -> values.address(0));
  private static final Method<Added> ADD_LIQUIDITY =
      DEFINITION.method(
          "addLiquidity",
          values -> new Added(values.number(0), values.number(1), values.number(2)));
  private static final Method<Removed> REMOVE_LIQUIDITY =
      DEFINITION.method(
          "removeLiquidity", values -> new Removed(values.number(0), values.number(1)));
  private static final Method<List<U256>> SWAP_EXACT_IN =
      DEFINITION.method("swapExactIn", values -> values.numbers(0));
  private static final Method<List<U256>> SWAP_EXACT_OUT =
      DEFINITION.method("swapExactOut", values -> values.numbers(0));
  private static final Method<List<U256>> QUOTE_OUT =
      DEFINITION.method("quoteOut", values -> values.numbers(0));
  private static final Method<List<U256>> QUOTE_IN =
      DEFINITION.method("quoteIn", values -> values.numbers(0));

  /** What a deployment sends. */
  public static Bytes creation(Address factory) {
    return DEFINITION.creation(factory);
  }

  public Call<Address> factory() {
    return FACTORY.of(address);
  }

  public Call<Added> addLiquidity(Offer offer, Address to, U256 deadline) {
    return ADD_LIQUIDITY.of(address, offer.members(), to, deadline);
  }

  public Call<Removed> removeLiquidity(
      Address tokenA,
      Address tokenB,
      U256 shares,
      U256 minimumA,
      U256 minimumB,
      Address to,
      U256 deadline) {
    return REMOVE_LIQUIDITY.of(address, tokenA, tokenB, shares, minimumA, minimumB, to, deadline);
  }

  public Call<List<U256>> swapExactIn(
      U256 amountIn, U256 minimumOut, List<Address> path, Address to, U256 deadline) {
    return SWAP_EXACT_IN.of(address, amountIn, minimumOut, path, to, deadline);
  }

  public Call<List<U256>> swapExactOut(
      U256 amountOut, U256 maximumIn, List<Address> path, Address to, U256 deadline) {
    return SWAP_EXACT_OUT.of(address, amountOut, maximumIn, path, to, deadline);
  }

  public Call<List<U256>> quoteOut(U256 amountIn, List<Address> path) {
    return QUOTE_OUT.of(address, amountIn, path);
  }

  public Call<List<U256>> quoteIn(U256 amountOut, List<Address> path) {
    return QUOTE_IN.of(address, amountOut, path);
  }
}
