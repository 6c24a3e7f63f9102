package io.weft.contracts.handle;

import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.List;

/** Hands out tokens or ether to many receivers. */
public record Airdrop(Address address) {
  private static final Definition DEFINITION = Definition.of("Airdrop");

  /** Its functions, events and errors. */
  public static final ContractAbi ABI = DEFINITION.abi();

  public record Dropped(Address token, Address from, U256 receivers, U256 total) {}

  public static final Event<Dropped> DROPPED =
      DEFINITION.event(
          "Dropped",
          values ->
              new Dropped(
                  values.address(0), values.address(1), values.number(2), values.number(3)));

  /** One token and who gets how much of it. */
  public record Drop(Address token, List<Address> receivers, List<U256> amounts) {
    private List<Object> members() {
      return List.of(token, receivers, amounts);
    }
  }

  private static final Method<?> DROP = DEFINITION.command("drop");
  private static final Method<?> DROP_ETHER = DEFINITION.command("dropEther");

  /** What a deployment sends. */
  public static Bytes creation() {
    return DEFINITION.creation();
  }

  public Call<?> drop(List<Drop> drops) {
    return DROP.of(address, drops.stream().map(Drop::members).toList());
  }

  /** Pays ether: the call carries the sum of the amounts. */
  public Call<?> dropEther(List<Address> receivers, List<U256> amounts) {
    U256 total = amounts.stream().reduce(U256.ZERO, U256::add);
    return DROP_ETHER.of(address, receivers, amounts).withValue(total);
  }
}
