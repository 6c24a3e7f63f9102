package io.weft.node.rpc.api;

import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accounts whose keys the node holds, in their order; on a development chain everybody's. */
public final class UnlockedAccounts {
  public static final UnlockedAccounts NONE = new UnlockedAccounts(List.of());

  private final Map<Address, byte[]> keys = new LinkedHashMap<>();

  public UnlockedAccounts(List<byte[]> privateKeys) {
    for (byte[] key : privateKeys) {
      keys.put(Secp256k1.addressOfPrivateKey(key), key);
    }
  }

  public List<Address> addresses() {
    return List.copyOf(keys.keySet());
  }

  public boolean has(Address address) {
    return keys.containsKey(address);
  }

  /** Signs a hash, or returns null where the key is not held here. */
  @Nullable Signature sign(Address address, Hash32 hash) {
    byte[] key = keys.get(address);
    return key == null ? null : Secp256k1.sign(hash, key);
  }
}
