/**
 * The packaged node as its users meet it: a process with a command line and a port.
 *
 * <p>Nothing here calls the node's classes. {@link io.weft.tests.devnet.DevNode} starts {@code
 * ./weft dev} on a free port of the loopback interface and owns that process; {@link
 * io.weft.tests.devnet.Program} runs a client (forge, cast, Hardhat, a JavaScript suite) with a
 * deadline and keeps what it printed under {@code target/devnet}. The clients and their versions
 * are those of {@code package-lock.json}.
 *
 * <p>Invariants: every process is ended by the object that started it, by its id; every wait has a
 * deadline; test classes run side by side, so no two share a node, a port or a directory.
 */
@NullMarked
package io.weft.tests.devnet;

import org.jspecify.annotations.NullMarked;
