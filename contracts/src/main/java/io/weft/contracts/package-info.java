/**
 * Code that runs on the chain: the project's own contracts with their compiled artifacts, and the
 * contracts that a chain has from its first block.
 *
 * <p>The Solidity sources stand in {@code src/main/solidity}; {@code contracts/solc/compile.mjs}
 * turns them into the artifacts among the resources, and a test says when the two differ. Nothing
 * here knows a network: whoever sends a call is in {@code node} or in the tests.
 *
 * <p>All values are immutable and safe to use from any thread.
 */
@NullMarked
package io.weft.contracts;

import org.jspecify.annotations.NullMarked;
