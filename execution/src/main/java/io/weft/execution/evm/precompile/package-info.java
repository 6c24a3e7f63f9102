/**
 * The contracts that have no code: addresses 0x01 to 0x11 and 0x100, whose results are computed
 * here.
 *
 * <p>The interpreter asks {@link io.weft.execution.evm.precompile.PrecompiledContracts} of its fork
 * whether a callee is one of them, charges {@code gas} and, if that is paid, takes the bytes of
 * {@code run}. A contract sees nothing but its input: no state, no caller, no value. All are
 * stateless and safe to call from any thread.
 *
 * <p>Prices are fields of the contract and a fork is a table of contracts, so no rule is looked up
 * while a transaction runs. Lengths inside the input are untrusted: a price saturates instead of
 * wrapping, and no memory is reserved that the price has not covered.
 *
 * <p>BLS12-381 and the KZG check need blst. Where it does not load, their table entries remain and
 * fail loudly when run, and {@code missing} says so at start: a chain whose forks need them must
 * not be run there, because any answer could split it from the others.
 */
@NullMarked
package io.weft.execution.evm.precompile;

import org.jspecify.annotations.NullMarked;
