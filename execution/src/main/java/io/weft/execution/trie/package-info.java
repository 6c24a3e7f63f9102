/**
 * The Merkle-Patricia trie (Yellow Paper appendix D): roots, proofs and the nodes to store.
 *
 * <pre>
 * sorted changes --> Trie.update --> new Trie --> root(sink): hash and the nodes not yet stored
 *                         ^
 *                     NodeSource (nodes by hash, read when a path reaches them)
 * </pre>
 *
 * <p>A {@link Trie} is persistent: an update copies the nodes on the paths it changes and shares
 * the rest, so a trie, its successor and an abandoned candidate live side by side. Nodes are
 * addressed by hash and never overwritten, which keeps the state of every block readable. Keys are
 * bytes as given; who wants the secure trie hashes them first.
 */
@NullMarked
package io.weft.execution.trie;

import org.jspecify.annotations.NullMarked;
