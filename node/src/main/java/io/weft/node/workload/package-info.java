/**
 * Blocks made to order: transfers, tokens, swaps and the like, with as many conflicts as asked for,
 * on the project's own contracts.
 *
 * <pre>
 * Workload (what, how many, how hot, seed) --> Scenario: SetUp (accounts, contracts) --> Genesis
 *                                                |
 *                                                '--> calls --> WorkloadChain: signed, in blocks
 * </pre>
 *
 * <p>The same workload always gives the same chain. Contracts are deployed by executing them before
 * the first block; balances and allowances of many accounts are written straight to where the
 * compiler says they stand. The chain is valid: it is built by the proposer's own {@link
 * io.weft.execution.block.BlockBuilder}. One thread uses an instance.
 */
@NullMarked
package io.weft.node.workload;

import org.jspecify.annotations.NullMarked;
