/**
 * {@code weft account}: makes, lists, imports and exports wallet files (keystore V3).
 *
 * <p>A wallet folder holds one file an account, named as geth names them. Keys leave it only by
 * {@code export}, and no command prints one unasked.
 */
@NullMarked
package io.weft.node.cli.account;

import org.jspecify.annotations.NullMarked;
