/**
 * Deterministic: a parent state and a block in; receipts and a state root out.
 *
 * <p>{@link io.weft.execution.ExecutionEngine} is the door: a node sees it, the views and values it
 * hands out, and nothing of how they come about.
 */
@NullMarked
package io.weft.execution;

import org.jspecify.annotations.NullMarked;
