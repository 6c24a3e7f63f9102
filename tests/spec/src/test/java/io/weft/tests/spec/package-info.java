/**
 * Ethereum's own suites, run from the shared archives through the same runners as {@code weft evm
 * statetest} and {@code blocktest}.
 *
 * <p>By default one file in sixteen is run, always the same ones; {@code CI=true} or {@code
 * -Dweft.spec=full} runs all and holds the number of cases per fork against the archives' manifest,
 * so that a runner which drops cases in silence fails.
 */
@NullMarked
package io.weft.tests.spec;

import org.jspecify.annotations.NullMarked;
