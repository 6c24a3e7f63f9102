/**
 * The side of the command line that talks to a node, ours or another: a small JSON-RPC client, and
 * what signs a transaction, sends it and waits until a block holds it.
 *
 * <p>Commands call in, HTTP goes out. Blocking; each object is used by one thread, but for {@code
 * JsonRpc}, which any number may share. Keys stay in the process: nodes see signed bytes only.
 */
@NullMarked
package io.weft.node.cli.client;

import org.jspecify.annotations.NullMarked;
