/**
 * The read side: what a node knows about its chain, at one committed block.
 *
 * <pre>
 * commit --> Snapshot --> ChainView --> executor, RPC, pool
 *                            |  head: flat rows through a cache
 *                            '  past: the trie under the header's state root
 * </pre>
 *
 * <p>A {@link ChainView} is immutable and may be kept: blocks committed later do not show in it,
 * nor do they wait for it. Any number of threads read; nothing here writes. How rows are laid out
 * is said once, in {@link Rows} and {@link StoredAccount}, for {@code commit} to use too.
 */
@NullMarked
package io.weft.execution.chain;

import org.jspecify.annotations.NullMarked;
