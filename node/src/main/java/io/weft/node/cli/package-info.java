/**
 * The command line: parses, calls, prints.
 *
 * <p>One class per command. A command reads its options, builds what it needs from the other
 * packages, and turns the outcome into lines for a person or JSON for a program. Exit code 0 means
 * done, 1 that what was asked failed, 2 that it was asked wrongly. Nothing here is called by any
 * other package but the composition root.
 */
@NullMarked
package io.weft.node.cli;

import org.jspecify.annotations.NullMarked;
