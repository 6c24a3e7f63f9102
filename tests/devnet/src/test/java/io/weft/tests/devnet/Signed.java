package io.weft.tests.devnet;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/**
 * A fee-market transaction, signed by web3j: its bytes and its hash, both in hex.
 *
 * @param raw what {@code eth_sendRawTransaction} takes
 * @param hash what it must answer
 */
record Signed(String raw, String hash) {

  static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  /** A plain transfer of {@code wei} that pays well. */
  static Signed transfer(Credentials from, long nonce, String to, long wei) {
    return builder(from).nonce(nonce).to(to).value(BigInteger.valueOf(wei)).sign();
  }

  static Builder builder(Credentials from) {
    return new Builder(from);
  }

  /** Every field has a value that the node accepts, but the nonce, which starts at zero. */
  static final class Builder {
    private final Credentials from;
    private long chainId = DevNode.CHAIN_ID;
    private BigInteger nonce = BigInteger.ZERO;
    private BigInteger gas = BigInteger.valueOf(21_000);
    private BigInteger tip = GWEI;
    private BigInteger feeCap = GWEI.multiply(BigInteger.valueOf(100));
    private BigInteger value = BigInteger.ZERO;
    private @Nullable String to;
    private String input = "0x";

    private Builder(Credentials from) {
      this.from = from;
    }

    Builder chainId(long id) {
      chainId = id;
      return this;
    }

    Builder nonce(long number) {
      nonce = BigInteger.valueOf(number);
      return this;
    }

    Builder gas(long amount) {
      gas = BigInteger.valueOf(amount);
      return this;
    }

    Builder fees(BigInteger priority, BigInteger maximum) {
      tip = priority;
      feeCap = maximum;
      return this;
    }

    Builder value(BigInteger wei) {
      value = wei;
      return this;
    }

    Builder to(String address) {
      to = address;
      return this;
    }

    Builder input(String hex) {
      input = hex;
      return this;
    }

    Signed sign() {
      RawTransaction transaction =
          RawTransaction.createTransaction(
              chainId, nonce, gas, to == null ? "" : to, value, input, tip, feeCap);
      byte[] bytes = TransactionEncoder.signMessage(transaction, from);
      return new Signed(Numeric.toHexString(bytes), Numeric.toHexString(Hash.sha3(bytes)));
    }
  }
}
