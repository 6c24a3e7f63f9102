package io.weft.execution.block;

/** What became of a block. */
public sealed interface BlockResult permits ExecutedBlock, InvalidBlock {}
