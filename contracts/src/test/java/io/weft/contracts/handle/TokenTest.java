package io.weft.contracts.handle;

import static io.weft.contracts.handle.TestChain.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.contracts.abi.AbiEncoder;
import io.weft.contracts.abi.AbiFunction;
import io.weft.contracts.abi.AbiParameter;
import io.weft.contracts.wallet.Account;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Log;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ERC-20 token on a chain. */
final class TokenTest {
  private static final U256 SUPPLY = U256.of(1_000_000);

  private final TestChain chain = new TestChain();
  private final Account alice = chain.alice();
  private final Account bob = chain.bob();
  private final Account carol = chain.carol();
  private final Token token =
      new Token(chain.deploy(alice, Token.creation("Loom Token", "LOOM", SUPPLY)));

  @AfterEach
  void close() {
    chain.close();
  }

  private U256 balance(Account holder) {
    return chain.ask(token.balanceOf(holder.address()));
  }

  @Test
  void deployerOwnsTheSupply() {
    assertThat(chain.ask(token.name())).isEqualTo("Loom Token");
    assertThat(chain.ask(token.symbol())).isEqualTo("LOOM");
    assertThat(chain.ask(token.decimals())).isEqualTo(U256.of(18));
    assertThat(chain.ask(token.totalSupply())).isEqualTo(SUPPLY);
    assertThat(balance(alice)).isEqualTo(SUPPLY);
  }

  @Test
  void transferMovesTokensAndReportsIt() {
    List<Log> logs = chain.send(alice, token.transfer(bob.address(), U256.of(300)));

    assertThat(balance(alice)).isEqualTo(U256.of(999_700));
    assertThat(balance(bob)).isEqualTo(U256.of(300));
    assertThat(events(logs, token.address(), Erc20.TRANSFER))
        .containsExactly(new Erc20.Transfer(alice.address(), bob.address(), U256.of(300)));
    assertThat(logs).hasSize(1);
  }

  @Test
  void transferToOneselfChangesNothing() {
    assertThat(chain.result(alice, token.transfer(alice.address(), SUPPLY))).isTrue();
    assertThat(balance(alice)).isEqualTo(SUPPLY);
  }

  @Test
  void transferOfMoreThanTheBalanceIsRefusedWithTheBalance() {
    assertThat(chain.refusal(bob, token.transfer(carol.address(), U256.ONE), Token.ABI))
        .isEqualTo(
            "reverted: InsufficientBalance(holder: "
                + "0x70997970C51812dc3A010C7d01b50e0d17dc79C8, balance: 0, needed: 1)");
    assertThat(balance(carol)).isEqualTo(U256.ZERO);
  }

  @Test
  void transferToNobodyIsRefused() {
    assertThat(chain.refusal(alice, token.transfer(Address.ZERO, U256.ONE), Token.ABI))
        .contains("InvalidReceiver");
    assertThat(balance(alice)).isEqualTo(SUPPLY);
  }

  @Test
  void allowanceIsSpentOnceAndNoFurther() {
    List<Log> approval = chain.send(alice, token.approve(bob.address(), U256.of(100)));
    assertThat(events(approval, token.address(), Erc20.APPROVAL))
        .containsExactly(new Erc20.Approval(alice.address(), bob.address(), U256.of(100)));

    chain.send(bob, token.transferFrom(alice.address(), carol.address(), U256.of(60)));

    assertThat(balance(carol)).isEqualTo(U256.of(60));
    assertThat(chain.ask(token.allowance(alice.address(), bob.address()))).isEqualTo(U256.of(40));
    assertThat(
            chain.refusal(
                bob, token.transferFrom(alice.address(), carol.address(), U256.of(41)), Token.ABI))
        .contains("InsufficientAllowance", "allowance: 40, needed: 41");
  }

  @Test
  void unlimitedAllowanceStaysUnlimited() {
    chain.send(alice, token.approve(bob.address(), U256.MAX));
    chain.send(bob, token.transferFrom(alice.address(), bob.address(), U256.of(7)));

    assertThat(chain.ask(token.allowance(alice.address(), bob.address()))).isEqualTo(U256.MAX);
  }

  @Test
  void allowanceBeyondTheBalanceDoesNotHelp() {
    chain.send(bob, token.approve(carol.address(), SUPPLY));
    assertThat(
            chain.refusal(
                carol, token.transferFrom(bob.address(), carol.address(), U256.ONE), Token.ABI))
        .contains("InsufficientBalance");
  }

  @Test
  void signedPermitApprovesOnce() {
    U256 deadline = chain.now().add(U256.of(100));
    Call<?> permit = permit(alice, bob.address(), U256.of(5), deadline);
    chain.send(carol, permit);

    assertThat(chain.ask(token.allowance(alice.address(), bob.address()))).isEqualTo(U256.of(5));
    assertThat(chain.ask(token.nonces(alice.address()))).isEqualTo(U256.ONE);
    assertThat(chain.refusal(carol, permit, Token.ABI)).contains("InvalidSigner");
  }

  @Test
  void expiredPermitIsRefused() {
    assertThat(chain.refusal(carol, permit(alice, bob.address(), U256.ONE, chain.now()), Token.ABI))
        .contains("PermitExpired");
  }

  private Call<?> permit(Account owner, Address spender, U256 value, U256 deadline) {
    List<AbiParameter> types =
        AbiFunction.parse("f(bytes32,address,address,uint256,uint256,uint256)").inputs();
    Bytes typeHash =
        hash(
            Bytes.wrap(
                "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
                    .getBytes(StandardCharsets.US_ASCII)));
    U256 nonce = chain.ask(token.nonces(owner.address()));
    Bytes terms =
        hash(
            AbiEncoder.encode(
                types, List.of(typeHash, owner.address(), spender, value, nonce, deadline)));
    Bytes domain = chain.ask(token.domainSeparator()).toBytes();
    Hash32 digest = Hash32.from(hash(Bytes.of(0x19, 0x01).concat(domain).concat(terms)));
    Signature signature = Secp256k1.sign(digest, owner.privateKey().toArray());
    return token.permit(
        owner.address(),
        spender,
        value,
        deadline,
        27 + signature.yParity(),
        Hash32.from(signature.r()),
        Hash32.from(signature.s()));
  }

  private static Bytes hash(Bytes bytes) {
    return Keccak256.hash32(bytes).toBytes();
  }
}
