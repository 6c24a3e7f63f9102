/**
 * {@code weft import} and {@code weft export}: a chain out of files and into them.
 *
 * <pre>
 * files --> node.archive --> node.importer (stages) --> data directory
 * data directory ------------------------------------> chain.rlp, access lists
 * </pre>
 *
 * <p>An import may be interrupted at any block and goes on from there the next time. The exit code
 * is 1 where a block is invalid or a file damaged; what came before it is kept.
 */
@NullMarked
package io.weft.node.cli.chain;

import org.jspecify.annotations.NullMarked;
