/**
 * Ethereum's values in the JSON of execution-apis: what requests carry is read into records, what
 * answers carry is written from chain types. Pure functions, no chain access.
 */
@NullMarked
package io.weft.node.rpc.json;

import org.jspecify.annotations.NullMarked;
