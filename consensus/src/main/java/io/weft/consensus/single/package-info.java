/**
 * The consensus of one: a single validator agrees with itself at once, so all that is left to
 * decide is when to seal ({@link SealingMode}).
 *
 * <p>{@link SingleValidator} owns one thread; requests reach it through a bounded queue.
 */
@NullMarked
package io.weft.consensus.single;

import org.jspecify.annotations.NullMarked;
