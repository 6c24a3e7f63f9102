/**
 * The EVM by itself: {@code weft evm statetest} and {@code weft evm blocktest} run Ethereum's own
 * test suites, {@code weft evm replay} real blocks.
 *
 * <pre>
 * files, folders, .tar.zst --> TestFiles --> SpecSuite (N workers) --> TestRunner --> CaseResult
 *                                                                                      |
 *                                        SpecReport: lines, totals per fork <----------+
 * </pre>
 *
 * <p>Replays are done by {@link io.weft.node.replay}; here are the files they come from and the
 * table they end in. A runner knows one format of fixtures and belongs to one worker. A case
 * passes, fails or is skipped, each with its reason; nothing is dropped in silence, so that totals
 * can be held against what a suite is known to contain.
 */
@NullMarked
package io.weft.node.cli.evm;

import org.jspecify.annotations.NullMarked;
