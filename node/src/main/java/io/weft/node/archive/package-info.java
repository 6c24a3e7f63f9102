/**
 * Chains in files: blocks one after the other as RLP, as {@code chain.rlp} of the test suites and
 * geth's export have them, and era1, the archives of Ethereum's history before Paris; and the
 * access lists of such a chain in a file beside it.
 *
 * <p>A file is read from its start to its end by one thread and never held whole. Every complaint
 * names the file and where in it.
 */
@NullMarked
package io.weft.node.archive;

import org.jspecify.annotations.NullMarked;
