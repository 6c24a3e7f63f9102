/**
 * Executions told as JSON, in the forms geth's tracers gave them: every step, the tree of calls,
 * the accounts before and after, the selectors called; and in those of Parity: the list of calls,
 * the steps inside each other, the changes of the state.
 *
 * <p>A trace watches one transaction and is asked for its JSON after it ended. Each belongs to the
 * thread that executes, and gives up where that thread is interrupted, since a trace may be long.
 */
@NullMarked
package io.weft.node.rpc.api.trace;

import org.jspecify.annotations.NullMarked;
