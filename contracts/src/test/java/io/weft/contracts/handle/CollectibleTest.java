package io.weft.contracts.handle;

import static io.weft.contracts.handle.TestChain.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.contracts.wallet.Account;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Log;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ERC-721 collection on a chain. */
final class CollectibleTest {
  private final TestChain chain = new TestChain();
  private final Account alice = chain.alice();
  private final Account bob = chain.bob();
  private final Account carol = chain.carol();
  private final Collectible art =
      new Collectible(
          chain.deploy(alice, Collectible.creation("Weaves", "WV", "https://example.org/")));

  @AfterEach
  void close() {
    chain.close();
  }

  @Test
  void mintingNumbersFromOne() {
    List<Log> logs = chain.send(alice, art.mint(bob.address()));
    assertThat(chain.result(alice, art.mintBatch(alice.address(), U256.of(3))))
        .isEqualTo(U256.of(2));

    assertThat(events(logs, art.address(), Collectible.TRANSFER))
        .containsExactly(new Collectible.Transfer(Address.ZERO, bob.address(), U256.ONE));
    assertThat(chain.ask(art.totalSupply())).isEqualTo(U256.of(4));
    assertThat(chain.ask(art.balanceOf(alice.address()))).isEqualTo(U256.of(3));
    assertThat(chain.ask(art.ownerOf(U256.ONE))).isEqualTo(bob.address());
    assertThat(chain.ask(art.tokenURI(U256.of(4)))).isEqualTo("https://example.org/4");
    assertThat(chain.ask(art.name()) + chain.ask(art.symbol())).isEqualTo("WeavesWV");
  }

  @Test
  void ownerTransfersAndOthersDoNot() {
    chain.send(alice, art.mint(alice.address()));
    Call<?> toBob = art.transferFrom(alice.address(), bob.address(), U256.ONE);

    assertThat(chain.refusal(carol, toBob, Collectible.ABI)).contains("InsufficientApproval");
    List<Log> logs = chain.send(alice, toBob);

    assertThat(events(logs, art.address(), Collectible.TRANSFER))
        .containsExactly(new Collectible.Transfer(alice.address(), bob.address(), U256.ONE));
    assertThat(chain.ask(art.ownerOf(U256.ONE))).isEqualTo(bob.address());
    assertThat(chain.refusal(alice, toBob, Collectible.ABI)).contains("IncorrectOwner");
  }

  @Test
  void approvalIsForOneTokenAndEndsWithATransfer() {
    chain.send(alice, art.mintBatch(alice.address(), U256.of(2)));
    List<Log> logs = chain.send(alice, art.approve(bob.address(), U256.ONE));
    assertThat(events(logs, art.address(), Collectible.APPROVAL))
        .containsExactly(new Collectible.Approval(alice.address(), bob.address(), U256.ONE));

    assertThat(
            chain.refusal(
                bob, art.transferFrom(alice.address(), bob.address(), U256.of(2)), Collectible.ABI))
        .contains("InsufficientApproval");
    chain.send(bob, art.transferFrom(alice.address(), carol.address(), U256.ONE));

    assertThat(chain.ask(art.getApproved(U256.ONE))).isEqualTo(Address.ZERO);
    assertThat(
            chain.refusal(
                bob, art.transferFrom(carol.address(), bob.address(), U256.ONE), Collectible.ABI))
        .contains("InsufficientApproval");
  }

  @Test
  void operatorActsForAllTokensUntilRevoked() {
    chain.send(alice, art.mintBatch(alice.address(), U256.of(2)));
    List<Log> logs = chain.send(alice, art.setApprovalForAll(bob.address(), true));
    assertThat(events(logs, art.address(), Collectible.APPROVAL_FOR_ALL))
        .containsExactly(new Collectible.ApprovalForAll(alice.address(), bob.address(), true));
    chain.send(bob, art.transferFrom(alice.address(), bob.address(), U256.ONE));
    chain.send(alice, art.setApprovalForAll(bob.address(), false));

    assertThat(chain.ask(art.isApprovedForAll(alice.address(), bob.address()))).isFalse();
    assertThat(
            chain.refusal(
                bob, art.transferFrom(alice.address(), bob.address(), U256.of(2)), Collectible.ABI))
        .contains("InsufficientApproval");
  }

  @Test
  void safeTransferToAContractThatDoesNotAnswerIsRefused() {
    chain.send(alice, art.mint(alice.address()));
    Address counter = chain.deploy(alice, Counter.creation());

    assertThat(
            chain.refusal(
                alice, art.safeTransferFrom(alice.address(), counter, U256.ONE), Collectible.ABI))
        .startsWith("reverted");
    chain.send(
        alice, art.safeTransferFrom(alice.address(), bob.address(), U256.ONE, Bytes.of(1, 2)));

    assertThat(chain.ask(art.ownerOf(U256.ONE))).isEqualTo(bob.address());
  }

  @Test
  void unknownTokenHasNoOwner() {
    assertThat(chain.refusal(alice, art.approve(bob.address(), U256.of(9)), Collectible.ABI))
        .isEqualTo("reverted: NonexistentToken(tokenId: 9)");
  }

  @Test
  void interfacesAreDeclared() {
    assertThat(chain.ask(art.supportsInterface(Bytes.fromHex("0x80ac58cd")))).isTrue();
    assertThat(chain.ask(art.supportsInterface(Bytes.fromHex("0xffffffff")))).isFalse();
  }
}
