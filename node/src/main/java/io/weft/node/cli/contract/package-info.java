/**
 * {@code weft contract} and its short form {@code weft deploy}: contracts from their artifacts onto
 * a chain, and calls from words into bytes and back.
 *
 * <p>Each command reads an artifact or a signature, encodes the arguments with {@code
 * io.weft.contracts.abi}, talks to a node through {@code io.weft.node.cli.client} and prints lines
 * for a person or, with {@code --json}, one object for a program. An argument that does not fit its
 * parameter is bad usage and named; a revert is a failure and decoded.
 */
@NullMarked
package io.weft.node.cli.contract;

import org.jspecify.annotations.NullMarked;
