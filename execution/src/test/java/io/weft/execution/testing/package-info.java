/**
 * What tests of every module share: the upstream vectors, and builders of states, code and
 * transactions. Published as this module's test-jar.
 */
@NullMarked
package io.weft.execution.testing;

import org.jspecify.annotations.NullMarked;
