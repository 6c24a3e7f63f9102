/** Deterministic: a parent state and a block in; receipts and a state root out. */
@NullMarked
package io.weft.execution;

import org.jspecify.annotations.NullMarked;
