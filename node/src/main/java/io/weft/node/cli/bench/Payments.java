package io.weft.node.cli.bench;

import java.util.List;

/**
 * Signed payments, by number.
 *
 * @param encoded each transaction in hexadecimal
 * @param hashes its hash, likewise
 * @param byAccount the numbers of each account's payments, in the order of its nonces
 */
record Payments(List<String> encoded, List<String> hashes, List<int[]> byAccount) {
  int count() {
    return encoded.size();
  }
}
