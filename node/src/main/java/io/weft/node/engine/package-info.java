/**
 * The Engine API's words: what a consensus client sends, read and held against the fork it is for.
 *
 * <pre>
 * JSON parameters --> NewPayloadRequest --> execution.block.NewPayload --> Block | why not
 * </pre>
 *
 * <p>A request that is no request of its version is an {@link io.weft.node.rpc.RpcException} with
 * the code the specification gives it; a payload that is one but wrong is a value. Nothing here
 * keeps state, so any thread may use it.
 */
@NullMarked
package io.weft.node.engine;

import org.jspecify.annotations.NullMarked;
