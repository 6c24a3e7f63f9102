package io.weft.node.cli.evm.t8n;

import picocli.CommandLine.ITypeConverter;

/** Reads whole numbers on the command line as geth does: {@code 128} or {@code 0x80}. */
final class DecimalOrHexadecimal implements ITypeConverter<Long> {
  @Override
  public Long convert(String value) {
    return Long.decode(value);
  }
}
