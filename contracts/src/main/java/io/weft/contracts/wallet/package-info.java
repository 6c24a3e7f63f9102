/**
 * Keys at rest and where they come from: mnemonic phrases and encrypted wallet files go in, {@link
 * io.weft.contracts.wallet.Account accounts} come out.
 *
 * <p>{@code Mnemonic} is BIP-39 and BIP-32 with the path of Ethereum wallets; {@code Keystore}
 * reads and writes version 3 of the Web3 Secret Storage format, the one of geth and every wallet
 * since.
 *
 * <p>Everything is a pure function of its arguments, but for the salt, the initialisation vector
 * and the file id of a new keystore, which a caller's source of randomness supplies. No key appears
 * in a message or in a {@code toString}.
 */
@NullMarked
package io.weft.contracts.wallet;

import org.jspecify.annotations.NullMarked;
