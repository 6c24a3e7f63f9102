package io.weft.tests.devnet;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What only a dev chain can do, on a node that nobody else uses. */
@NeedsClients
final class ViemTestClientTest {

  @RegisterExtension static final DevNode NODE = DevNode.ephemeral();

  @TestFactory
  Stream<DynamicTest> testClient() {
    return Suite.run("viem-test-client", NODE);
  }
}
