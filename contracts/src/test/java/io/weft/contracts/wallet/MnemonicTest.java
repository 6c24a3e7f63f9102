package io.weft.contracts.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MnemonicTest {
  private static final String DEV = "test test test test test test test test test test test junk";

  @Test
  void devPhraseGivesTheAccountsOfEveryTutorial() {
    List<Account> accounts = Mnemonic.accounts(DEV, 10);

    assertThat(accounts)
        .extracting(Account::address)
        .startsWith(
            Address.fromHex("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"),
            Address.fromHex("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
            Address.fromHex("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"))
        .endsWith(Address.fromHex("0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"))
        .hasSize(10);
    assertThat(accounts.getFirst().privateKey())
        .isEqualTo(
            Hash32.fromHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
  }

  @Test
  void seedIsThatOfTheStandardsVectors() {
    // first and last of the vectors published with BIP-39, whose passphrase is TREZOR
    assertSeed(
        "abandon ".repeat(11) + "about",
        "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf1"
            + "41630c7a3c4ab7c81b2f001698e7463b04");
    assertSeed(
        "zoo ".repeat(23) + "vote",
        "dd48c104698c30cfe2b6142103248622fb7bb0ff692eebb00089b32d22484e1613912f0a5b694407be899ffd31ed39"
            + "92c456cdf60f5d4564b8ba3f05a69890ad");
  }

  @Test
  void keysAreThoseOfTheHierarchysVectors() {
    // vector 1 of BIP-32: m, m/0', m/0'/1
    ExtendedKey master = ExtendedKey.master(Hex.decode("000102030405060708090a0b0c0d0e0f"));

    assertThat(master.privateKey())
        .isEqualTo(
            Hash32.fromHex("e8f32e723decf4051aefac8e2c93c9c5b214313817cdb01a1494b917c8436b35"));
    assertThat(master.hardenedChild(0).privateKey())
        .isEqualTo(
            Hash32.fromHex("edb2e14f9ee77d26dd93b4ecede8d16ed408ce149b6cd80b0715a2d911a0afea"));
    assertThat(master.hardenedChild(0).child(1).privateKey())
        .isEqualTo(
            Hash32.fromHex("3c6cb8d0f6a264c91ea8b5030fadaa8e538b020f0a387421a12de9319dc93368"));
  }

  @Test
  void spacingAndCaseDoNotMatter() {
    assertThat(
            Mnemonic.accounts(
                "  Test test\ttest test test test\ntest test test TEST test junk ", 1))
        .isEqualTo(Mnemonic.accounts(DEV, 1));
  }

  @Test
  void wrongNumberOfWordsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mnemonic.parse("test junk"))
        .withMessage("invalid mnemonic: expected 12, 15, 18, 21 or 24 words, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mnemonic.parse(" "))
        .withMessageEndingWith("got 0");
  }

  @Test
  void unknownWordIsNamedByItsPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mnemonic.parse(DEV.replace("junk", "jnuk")))
        .withMessage("invalid mnemonic: word 12, 'jnuk', is not in the English BIP-39 list");
  }

  @Test
  void wrongChecksumIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mnemonic.parse("test ".repeat(12)))
        .withMessageContaining("checksum");
  }

  private static void assertSeed(String phrase, String seed) {
    assertThat(Mnemonic.parse(phrase).seed("TREZOR")).isEqualTo(Hex.decode(seed));
  }
}
