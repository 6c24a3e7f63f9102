/** The composition root: everything with a socket, a clock, a thread or an opinion. */
@NullMarked
package io.weft.node;

import org.jspecify.annotations.NullMarked;
