/**
 * State around one transaction: what it reads and what it leaves.
 *
 * <pre>
 * StateView (read-only) --> JournaledState (overlay, checkpoints, warm sets) --> StateDiff
 *   or a guess of it ----->      |
 *                                |--> Footprint: what was seen of the guess, and what was done
 *                                '--> AccessTracker: what a transaction accessed, and of a whole
 *                                     block the list
 * </pre>
 *
 * <p>A {@link StateView} is immutable and may be shared; the overlay belongs to the one thread that
 * executes the transaction; a {@link StateDiff} is a value.
 */
@NullMarked
package io.weft.execution.state;

import org.jspecify.annotations.NullMarked;
