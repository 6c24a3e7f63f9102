package io.weft.contracts.handle;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.math.BigInteger;
import java.util.List;

/** Decoded values, by position. */
record Values(List<Object> all) {
  U256 number(int index) {
    return U256.from((BigInteger) all.get(index));
  }

  List<U256> numbers(int index) {
    return ((List<?>) all.get(index)).stream().map(each -> U256.from((BigInteger) each)).toList();
  }

  Address address(int index) {
    return (Address) all.get(index);
  }

  boolean flag(int index) {
    return (Boolean) all.get(index);
  }

  String text(int index) {
    return (String) all.get(index);
  }

  Hash32 word(int index) {
    return Hash32.from((Bytes) all.get(index));
  }
}
