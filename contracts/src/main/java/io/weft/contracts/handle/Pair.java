package io.weft.contracts.handle;

import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;

/** The market between two tokens; its shares are a token too. */
public record Pair(Address address) implements Erc20 {
  private static final Definition DEFINITION = Definition.of("Pair");

  /** Its functions, events and errors. */
  public static final ContractAbi ABI = DEFINITION.abi();

  public record Mint(Address provider, U256 amount0, U256 amount1, U256 shares) {}

  public record Burn(Address receiver, U256 amount0, U256 amount1, U256 shares) {}

  public record Swap(Address receiver, U256 in0, U256 in1, U256 out0, U256 out1) {}

  public static final Event<Mint> MINTED =
      DEFINITION.event(
          "Mint",
          values ->
              new Mint(values.address(0), values.number(1), values.number(2), values.number(3)));

  public static final Event<Burn> BURNED =
      DEFINITION.event(
          "Burn",
          values ->
              new Burn(values.address(0), values.number(1), values.number(2), values.number(3)));

  public static final Event<Swap> SWAPPED =
      DEFINITION.event(
          "Swap",
          values ->
              new Swap(
                  values.address(0),
                  values.number(1),
                  values.number(2),
                  values.number(3),
                  values.number(4)));

  /** An amount of each token. */
  public record Amounts(U256 amount0, U256 amount1) {
    private static Amounts of(Values values) {
      return new Amounts(values.number(0), values.number(1));
    }
  }

  private static final Method<Address> TOKEN0 =
      DEFINITION.method("token0", values -> values.address(0));
  private static final Method<Address> TOKEN1 =
      DEFINITION.method("token1", values -> values.address(0));
  private static final Method<U256> MINIMUM_SHARES =
      DEFINITION.method("MINIMUM_SHARES", values -> values.number(0));
  private static final Method<Amounts> RESERVES = DEFINITION.method("reserves", Amounts::of);
  private static final Method<U256> MINT = DEFINITION.method("mint", values -> values.number(0));
  private static final Method<Amounts> BURN = DEFINITION.method("burn", Amounts::of);
  private static final Method<?> SWAP = DEFINITION.command("swap");

  /** What a deployment sends. */
  public static Bytes creation(Address token0, Address token1) {
    return DEFINITION.creation(token0, token1);
  }

  public Call<Address> token0() {
    return TOKEN0.of(address);
  }

  public Call<Address> token1() {
    return TOKEN1.of(address);
  }

  public Call<U256> minimumShares() {
    return MINIMUM_SHARES.of(address);
  }

  public Call<Amounts> reserves() {
    return RESERVES.of(address);
  }

  public Call<U256> mint(Address to) {
    return MINT.of(address, to);
  }

  public Call<Amounts> burn(Address to) {
    return BURN.of(address, to);
  }

  public Call<?> swap(U256 out0, U256 out1, Address to) {
    return SWAP.of(address, out0, out1, to);
  }
}
