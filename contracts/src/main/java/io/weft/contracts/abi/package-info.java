/**
 * The contract ABI, version 2: typed values go in and call data comes out, and back.
 *
 * <p>Types are a closed set ({@code AbiType}); a {@code ContractAbi} is read from the JSON that
 * compilers write or from signatures that people write. Values are plain Java:
 *
 * <pre>
 *   uintN, intN      BigInteger (in: any integral Number, or U256)
 *   address          Address
 *   bool             Boolean
 *   bytesN, bytes    Bytes
 *   string           String
 *   T[], T[n]        List
 *   tuple            List, one entry a component
 * </pre>
 *
 * <p>Decoding accepts exactly what Solidity's own decoder accepts: every number in its range, every
 * offset and length within the data. It takes no more memory than a small multiple of its input.
 *
 * <p>Pure functions of immutable values; safe to use from any thread.
 */
@NullMarked
package io.weft.contracts.abi;

import org.jspecify.annotations.NullMarked;
