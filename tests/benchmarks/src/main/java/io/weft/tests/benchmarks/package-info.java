/**
 * Micro benchmarks of what every block spends its time on, measured with JMH.
 *
 * <p>{@code mvn verify} only compiles them. tests/benchmarks/RESULTS.md says how to run them and
 * keeps the figures, each with its command, date and machine. A number without those three is a
 * rumour and does not go there.
 */
@NullMarked
package io.weft.tests.benchmarks;

import org.jspecify.annotations.NullMarked;
