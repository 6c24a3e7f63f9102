package io.weft.node.prefetch;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;

/** A slot that a call read, and what it held before the call. */
record SlotRead(Address address, U256 slot, U256 value) {}
