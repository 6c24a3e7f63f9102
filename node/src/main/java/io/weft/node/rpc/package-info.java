/**
 * JSON-RPC over HTTP and WebSocket on one port.
 *
 * <pre>
 * socket ─► RpcServer (event loop: frames, limits, CORS)
 *              │ one task a request body, on a virtual thread, bounded in number
 *              ▼
 *           RpcDispatcher ─► MethodTable: name ─► one handler of an API class
 *              │                                   reads ChainView, submits to the pool
 *              ▼
 *           response bytes, written once
 * </pre>
 *
 * <p>Handlers hold no state of a request and run on any thread. They answer from immutable handles
 * on committed blocks, so a request sees one state throughout; what changes the chain goes to the
 * pool or, on a development chain, through {@link io.weft.node.rpc.DevControls}.
 */
@NullMarked
package io.weft.node.rpc;

import org.jspecify.annotations.NullMarked;
