/** Agreement on the order of blocks; knows blocks, not their effects. */
@NullMarked
package io.weft.consensus;

import org.jspecify.annotations.NullMarked;
