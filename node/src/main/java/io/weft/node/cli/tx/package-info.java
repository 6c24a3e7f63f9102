/**
 * {@code weft tx}: sends ether and tells what became of a transaction.
 *
 * <p>Talks to a node through {@code io.weft.node.cli.client}; prints lines for a person or one JSON
 * object for a program.
 */
@NullMarked
package io.weft.node.cli.tx;

import org.jspecify.annotations.NullMarked;
