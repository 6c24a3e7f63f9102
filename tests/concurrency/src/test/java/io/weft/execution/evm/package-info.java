/** The protocols between a machine and those who end what it executes, checked from its package. */
@NullMarked
package io.weft.execution.evm;

import org.jspecify.annotations.NullMarked;
