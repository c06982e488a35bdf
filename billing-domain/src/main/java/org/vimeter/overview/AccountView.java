package org.vimeter.overview;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Money;

/**
 * A client on one screen.
 *
 * @param balance settled: every entry of the ledger, and nothing else
 * @param month what this calendar month has cost so far
 * @param forecast what the whole month would cost if the remaining days are like the known ones
 * @param daysLeft how long the money lasts at the pace of the last seven days; null when nothing was charged
 */
public record AccountView(
        long id,
        String name,
        Money balance,
        Money creditLimit,
        Money month,
        Money forecast,
        @Nullable Long daysLeft,
        List<ServiceView> services) {}
