/**
 * A second opinion. Random cases, each a pre-state, a block's surroundings and a few transactions,
 * are executed by Weft and by an implementation that shares no line with it, and must end alike:
 * who is refused, gas, status, logs, state root.
 *
 * <pre>
 *   seed ─► CaseGenerator ─► Case ─┬─► WeftSide ──────────────► Outcome ─┐
 *            (CodeGenerator)       └─► ReferenceSide (a process) ► Outcome ┴─► equal, or Shrinker
 * </pre>
 *
 * <p>A case is a function of its seed alone. One thread; the reference works on the next cases
 * while Weft works on this one.
 */
@NullMarked
package io.weft.tests.differential;

import org.jspecify.annotations.NullMarked;
