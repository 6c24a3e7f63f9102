package io.weft.execution.chainspec;

/**
 * Rules that only a development chain has. They are part of the chain, so that its blocks mean the
 * same whenever they are executed again.
 *
 * @param gasFree the base fee is zero in every block, so that transactions may bid nothing
 * @param impersonation a signature with {@code s} zero, which no key can make, is one of the
 *     account whose address {@code r} is
 * @param freeLimits base fee and gas limit of a block are what its proposer says, however they
 *     differ from what the parent would lead to
 */
public record DevRules(boolean gasFree, boolean impersonation, boolean freeLimits) {
  public static final DevRules NONE = new DevRules(false, false, false);
}
