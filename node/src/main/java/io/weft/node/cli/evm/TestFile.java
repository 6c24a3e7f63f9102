package io.weft.node.cli.evm;

/**
 * One file of fixtures.
 *
 * @param name its path, inside the archive where it came out of one
 */
record TestFile(String name, byte[] content) {}
