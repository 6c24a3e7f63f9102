/** The command {@code weft dev}: parses its options, starts the chain, prints what a user needs. */
@NullMarked
package io.weft.node.cli.dev;

import org.jspecify.annotations.NullMarked;
