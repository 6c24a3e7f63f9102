/**
 * The architecture, enforced: reads the compiled classes of every module and fails where one looks
 * in a direction that the package table does not allow.
 *
 * <p>The table in {@link PackageDependencyTest} is the one place that says who may use whom; the
 * drawing in README.md shows the same. A change to either is a change to both, in one commit.
 */
@NullMarked
package io.weft.tests.architecture;

import org.jspecify.annotations.NullMarked;
