package org.vimeter.rating;

import org.vimeter.money.Money;

/**
 * The price of one service, add-on and accounting period so far.
 *
 * @param used the combined quantity, in base units
 * @param over the part of it that is billed
 * @param due the price of the whole period so far, rounded once
 * @param charge what is missing of it beside what was charged already; negative is a credit
 */
public record Rated(long used, long over, Money due, Money charge, boolean limitBreached) {}
