/**
 * The development chain: a single validator on a chain of its own, with known accounts, and
 * controls that no real network has.
 *
 * <p>{@link io.weft.node.dev.DevGenesis} makes the chain, {@link io.weft.node.dev.DevChain} the
 * controls (time, snapshots, state changes by hand, impersonation). Whatever changes the chain runs
 * on the consensus thread, between two blocks.
 */
@NullMarked
package io.weft.node.dev;

import org.jspecify.annotations.NullMarked;
