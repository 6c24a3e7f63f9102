/**
 * {@code weft db}: looks after a data directory while no node uses it.
 *
 * <p>Every command opens the directory, says what it finds on standard output and closes it again;
 * nothing here changes a chain. Failures are one line each, see {@link
 * io.weft.node.cli.CommandFailure}.
 */
@NullMarked
package io.weft.node.cli.db;

import org.jspecify.annotations.NullMarked;
