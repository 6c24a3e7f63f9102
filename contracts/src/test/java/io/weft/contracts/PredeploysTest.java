package io.weft.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.Transaction;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class PredeploysTest {
  /** No signature of anybody leads to these addresses but that over exactly this code. */
  @TestFactory
  Stream<DynamicTest> deploymentTransactionLeadsToTheAddress() {
    return Predeploys.all().stream()
        .filter(predeploy -> predeploy.deploymentTransaction() != null)
        .map(
            predeploy ->
                dynamicTest(
                    predeploy.name(),
                    () -> {
                      Transaction transaction =
                          Transaction.decode(
                              Objects.requireNonNull(predeploy.deploymentTransaction()));
                      assertThat(transaction).isInstanceOf(LegacyTransaction.class);
                      assertThat(firstContractOf(sender(transaction)))
                          .isEqualTo(predeploy.address());
                      assertThat(transaction.data().toString())
                          .contains(predeploy.code().toString().substring(2));
                    }));
  }

  @Test
  void depositContractHasItsTableOfEmptySubtrees() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    Map<U256, U256> expected = new HashMap<>();
    byte[] zeroHash = new byte[32];
    for (int height = 1; height < 32; height++) {
      sha256.update(zeroHash);
      zeroHash = sha256.digest(zeroHash);
      expected.put(U256.of(33 + height), U256.fromBytes(zeroHash));
    }

    assertThat(predeploy("Deposit").storage()).isEqualTo(expected);
  }

  @Test
  void depositContractAnswersToTheCallsOfItsAbi() {
    // deposit(bytes,bytes,bytes,bytes32), get_deposit_root(), get_deposit_count()
    assertThat(predeploy("Deposit").code().toString())
        .contains("63" + "22895118")
        .contains("63" + "c5f2892f")
        .contains("63" + "621fd130");
  }

  @Test
  void systemContractsAndToolsAreAllThere() {
    assertThat(Predeploys.all())
        .extracting(Predeploy::name)
        .containsExactly(
            "BeaconRoots",
            "BlockHashHistory",
            "WithdrawalRequests",
            "ConsolidationRequests",
            "Deposit",
            "Create2Deployer",
            "Multicall3",
            "Erc1820Registry");
  }

  private static Predeploy predeploy(String name) {
    return Predeploys.all().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  private static Address sender(Transaction transaction) {
    Signature signature = transaction.signature();
    return Objects.requireNonNull(
        Secp256k1.recover(
            transaction.signingHash(), signature.r(), signature.s(), signature.yParity()));
  }

  private static Address firstContractOf(Address sender) {
    RlpWriter out = new RlpWriter();
    int list = out.beginList();
    out.write(sender).write(Bytes.EMPTY).endList(list);
    return Address.from(Keccak256.hash(out.toArray()), 12);
  }
}
