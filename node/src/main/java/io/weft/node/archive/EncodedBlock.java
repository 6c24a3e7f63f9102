package io.weft.node.archive;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;

/**
 * A block as bytes, of which only what identifies it was read.
 *
 * @param origin the file and the place in it, for messages
 * @param encoded the block's RLP
 */
public record EncodedBlock(String origin, Bytes encoded, long number, Hash32 hash) {
  /** The fields of a header before its number. */
  private static final int FIELDS_BEFORE_NUMBER = 8;

  static EncodedBlock of(String origin, Bytes encoded) {
    try {
      Bytes header = RlpReader.ofList(encoded).raw();
      RlpReader fields = RlpReader.ofList(header);
      for (int i = 0; i < FIELDS_BEFORE_NUMBER; i++) {
        fields.skip();
      }
      return new EncodedBlock(origin, encoded, fields.positiveLong(), Keccak256.hash32(header));
    } catch (RlpException e) {
      throw new ChainFileException(origin + ": expected a block, got " + e.getMessage(), e);
    }
  }
}
