/**
 * The EVM by itself: {@code weft evm run} runs code, {@code statetest}, {@code blocktest} and
 * {@code enginetest} run Ethereum's own test suites, {@code replay} real blocks, {@code t8n} (its
 * own package) one block from files.
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
