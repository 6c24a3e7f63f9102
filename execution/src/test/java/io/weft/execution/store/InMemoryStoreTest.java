package io.weft.execution.store;

import java.nio.file.Path;

final class InMemoryStoreTest extends KeyValueStoreContractTest {
  @Override
  KeyValueStore open(Path directory) {
    return new InMemoryStore();
  }
}
