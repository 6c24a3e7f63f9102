package io.weft.node.cli.evm;

/**
 * One file of fixtures.
 *
 * @param name its path, inside the archive where it came out of one
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared but with the end mark
record TestFile(String name, byte[] content) {}
