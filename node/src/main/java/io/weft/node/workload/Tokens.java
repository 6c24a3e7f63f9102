package io.weft.node.workload;

import io.weft.contracts.abi.AbiFunction;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import java.util.ArrayList;
import java.util.List;

/** ERC-20 tokens of the deployer's, which holds all of each until others are given some. */
final class Tokens {
  static final long TRANSFER_GAS = 60_000;

  static final U256 SUPPLY = U256.ONE.multiply(1_000_000_000_000_000_000L).multiply(1L << 60);

  /** What an account is given. */
  private static final U256 WEALTH = U256.of(1L << 60);

  private final SetUp setUp;
  private final AbiFunction transfer;
  private final List<Address> addresses = new ArrayList<>();

  Tokens(SetUp setUp, int count) {
    this.setUp = setUp;
    this.transfer = setUp.function("Token", "transfer");
    for (int i = 0; i < count; i++) {
      addresses.add(setUp.deploy("Token", "Token " + i, "T" + i, SUPPLY));
    }
  }

  Address address(int token) {
    return addresses.get(token);
  }

  void give(int token, Address holder) {
    setUp.setMapping(address(token), "Token", "balanceOf", holder, WEALTH);
  }

  /** Lets {@code spender} take whatever {@code holder} has. */
  void allow(int token, Address holder, Address spender) {
    setUp.setMapping(address(token), "Token", "allowance", holder, spender, U256.MAX);
  }

  /** The deployer lets {@code spender} take all. */
  void allowByDeployer(int token, Address spender) {
    AbiFunction approve = setUp.function("Token", "approve");
    setUp.call(address(token), approve.encodeCall(spender, U256.MAX));
  }

  Call transfer(int token, int sender, Address to) {
    return new Call(
        sender, address(token), U256.ZERO, transfer.encodeCall(to, U256.of(1_000)), TRANSFER_GAS);
  }
}
