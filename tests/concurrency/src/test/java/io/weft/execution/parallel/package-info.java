/**
 * The protocols between threads of the parallel executor, checked from inside its package: {@code
 * …Stress} classes by jcstress for what the memory model allows, {@code …LincheckTest} classes by
 * Lincheck for whether operations that overlap look like one after the other.
 */
@NullMarked
package io.weft.execution.parallel;

import org.jspecify.annotations.NullMarked;
