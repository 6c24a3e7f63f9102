package io.weft.execution.evm.precompile;

/** 0x04: returns its input (Yellow Paper appendix E). */
final class Identity implements Precompile {
  @Override
  public String name() {
    return "ID";
  }

  @Override
  public long gas(byte[] input, int offset, int length) {
    return Input.gasPerWord(15, 3, length);
  }

  @Override
  public byte[] run(byte[] input, int offset, int length) {
    return Input.copy(input, offset, length);
  }
}
