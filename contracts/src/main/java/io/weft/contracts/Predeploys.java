package io.weft.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The contracts that tools and the protocol expect at fixed addresses: the system contracts of
 * EIP-2935, 4788, 6110, 7002 and 7251, the CREATE2 deployer, Multicall3 and the EIP-1820 registry.
 */
public final class Predeploys {
  private static final String RESOURCE = "predeploys.json";

  private static final List<Predeploy> ALL = read();

  private Predeploys() {}

  public static List<Predeploy> all() {
    return ALL;
  }

  private static List<Predeploy> read() {
    List<Predeploy> predeploys = new ArrayList<>();
    for (JsonNode entry : Resources.json(RESOURCE)) {
      Map<U256, U256> storage = new HashMap<>();
      entry
          .path("storage")
          .properties()
          .forEach(
              slot ->
                  storage.put(U256.fromHex(slot.getKey()), U256.fromHex(slot.getValue().asText())));
      predeploys.add(
          new Predeploy(
              entry.path("name").asText(),
              Address.fromHex(entry.path("address").asText()),
              entry.path("origin").asText(),
              entry.has("deploymentTransaction")
                  ? Bytes.fromHex(entry.path("deploymentTransaction").asText())
                  : null,
              Bytes.fromHex(entry.path("code").asText()),
              storage));
    }
    return List.copyOf(predeploys);
  }
}
