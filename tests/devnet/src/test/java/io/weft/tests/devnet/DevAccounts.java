package io.weft.tests.devnet;

import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.MnemonicUtils;
import org.web3j.utils.Numeric;

/** The accounts of the test mnemonic, derived by another implementation than the node's. */
final class DevAccounts {

  private static final Bip32ECKeyPair PARENT = parent();

  private DevAccounts() {}

  static Credentials account(int index) {
    return Credentials.create(Bip32ECKeyPair.deriveKeyPair(PARENT, new int[] {index}));
  }

  static String address(int index) {
    return account(index).getAddress();
  }

  static String key(int index) {
    return Numeric.toHexStringWithPrefixZeroPadded(
        account(index).getEcKeyPair().getPrivateKey(), 64);
  }

  /** m/44'/60'/0'/0. */
  private static Bip32ECKeyPair parent() {
    int hardened = Bip32ECKeyPair.HARDENED_BIT;
    return Bip32ECKeyPair.deriveKeyPair(
        Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(DevNode.MNEMONIC, "")),
        new int[] {44 | hardened, 60 | hardened, hardened, 0});
  }
}
