/**
 * Agreement on the order of blocks; knows blocks, not their effects.
 *
 * <pre>
 *              BlockProposer --candidate--> ConsensusEngine --agreed block--> FinalizedBlockSink
 * </pre>
 *
 * <p>A {@link ConsensusEngine} runs on one thread of its own and owns the ports it speaks through;
 * the node implements them. Everything that writes the chain happens on that thread: an agreed
 * block through the sink, anything else through {@link ConsensusEngine#betweenBlocks}.
 */
@NullMarked
package io.weft.consensus;

import org.jspecify.annotations.NullMarked;
