/** Code that runs on the chain, its compiled artefacts, and the tooling that deploys it. */
@NullMarked
package io.weft.contracts;

import org.jspecify.annotations.NullMarked;
