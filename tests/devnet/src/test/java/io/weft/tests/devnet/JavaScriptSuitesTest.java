package io.weft.tests.devnet;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** viem, ethers and web3.js, over HTTP and WebSocket; the suites are in {@code clients/suites}. */
@NeedsClients
final class JavaScriptSuitesTest {

  @RegisterExtension static final DevNode NODE = DevNode.ephemeral();

  @TestFactory
  Stream<DynamicTest> viem() {
    return Suite.run("viem", NODE);
  }

  @TestFactory
  Stream<DynamicTest> viemWatchers() {
    return Suite.run("viem-watch", NODE);
  }

  @TestFactory
  Stream<DynamicTest> viemBlobs() {
    return Suite.run("viem-blobs", NODE);
  }

  @TestFactory
  Stream<DynamicTest> viemSimulations() {
    return Suite.run("viem-simulate", NODE);
  }

  @TestFactory
  Stream<DynamicTest> ethers() {
    return Suite.run("ethers", NODE);
  }

  @TestFactory
  Stream<DynamicTest> web3() {
    return Suite.run("web3", NODE);
  }
}
