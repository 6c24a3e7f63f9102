/**
 * The methods: one class a topic, each a few handlers over {@link
 * io.weft.node.rpc.api.RpcServices}; {@link io.weft.node.rpc.api.RpcMethods} puts them into the
 * table.
 *
 * <p>A handler reads its parameters, resolves the block they name to one immutable {@code
 * ChainView} and answers from that alone. Code runs on the fixed threads of {@link
 * io.weft.node.rpc.api.CallRunner}, never on the virtual thread of the request: it does not yield.
 */
@NullMarked
package io.weft.node.rpc.api;

import org.jspecify.annotations.NullMarked;
