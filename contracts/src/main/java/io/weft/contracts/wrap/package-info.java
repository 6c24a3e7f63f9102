/**
 * Java source for callers that use Web3j: an artifact goes in, a class that deploys and calls the
 * contract comes out, as Web3j's own generator writes it.
 *
 * <p>The wrappers of this project's contracts, in {@code src/web3j}, are made this way; a test says
 * when they no longer match the artifacts. Nothing else here needs Web3j.
 */
@NullMarked
package io.weft.contracts.wrap;

import org.jspecify.annotations.NullMarked;
