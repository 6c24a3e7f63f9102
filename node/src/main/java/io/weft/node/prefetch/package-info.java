/**
 * Reads of state that blocks will need, issued before their execution asks and many at a time, so
 * that the waits for a disk lie beside one another instead of one after the other.
 *
 * <pre>
 * block, senders --> Prefetcher --> Reading: a part of the plan a thread
 *                        |             TransactionPlan: sender, recipient, its code, access list
 *                        |             ListPlan: what the block's own access list names
 *                        '-> AccessPredictor (code, selector) --> slots, where there is no list
 *                                 ^-- Sampler: watches a few calls, now and then
 * </pre>
 *
 * <p>All of it is advice. What is read lands in the cache of the state; whether it was the right
 * thing, late or not read at all changes how long execution takes and nothing else.
 *
 * <p>Readers are platform threads, more than there are processors: they wait in the store's native
 * code, where a virtual thread would hold on to its carrier.
 */
@NullMarked
package io.weft.node.prefetch;

import org.jspecify.annotations.NullMarked;
