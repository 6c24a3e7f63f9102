package io.weft.execution.transaction;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sent a transaction. Recovery from the signature is the larger part of a plain
 * transfer's cost, so whoever has done it before, or does it on other threads, gives executors a
 * recovery that remembers.
 */
@FunctionalInterface
public interface SenderRecovery {
  /** The sender, or null where the signature is not valid under the rules of {@code fork}. */
  @Nullable Address recover(Transaction transaction, Fork fork);

  /** The sender where it was recovered before, else null; takes no time. */
  default @Nullable Address known(Transaction transaction) {
    return null;
  }

  /** Recovery from the signature, every time anew; safe to use from any thread. */
  static SenderRecovery of(ChainSpec spec) {
    return (transaction, fork) -> {
      Signature signature = transaction.signature();
      U256 s = signature.s();
      if (isImpersonation(spec, transaction)) {
        return impersonated(signature.r());
      }
      if (TransactionRules.of(fork).requiresLowS() && !Secp256k1.isLowS(s)) {
        return null;
      }
      return Secp256k1.recover(transaction.signingHash(), signature.r(), s, signature.yParity());
    };
  }

  /** Whether nobody signed this and the chain lets it be: its sender may even be a contract. */
  static boolean isImpersonation(ChainSpec spec, Transaction transaction) {
    return spec.dev().impersonation() && transaction.signature().s().isZero();
  }

  private static @Nullable Address impersonated(U256 r) {
    return r.bitLength() > 8 * Address.SIZE ? null : Address.from(r);
  }

  /** The signature that stands for {@code sender} where the chain allows impersonation. */
  static Signature impersonating(Address sender) {
    return new Signature(0, sender.toU256(), U256.ZERO);
  }
}
