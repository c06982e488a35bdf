package org.vimeter.overview;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.enforcement.Suspension;
import org.vimeter.enforcement.SuspensionCause;
import org.vimeter.money.Money;
import org.vimeter.vm.Vm;

/**
 * A service on one screen.
 *
 * @param actual what the server last said of the VM; null before it was first listed
 * @param suspensions the open ones
 */
public record ServiceView(
        long id,
        long accountId,
        String accountName,
        String vmName,
        String packageName,
        long serverId,
        String serverName,
        LocalDate firstDay,
        @Nullable LocalDate lastDay,
        Vm.@Nullable Power actual,
        List<AddOnUsage> addOns,
        List<Suspension> suspensions) {

    public boolean isSuspended() {
        return !suspensions.isEmpty();
    }

    /** Its owner can start it: he stopped it, and nothing else does. */
    public boolean isStoppedByOwner() {
        return !suspensions.isEmpty() && suspensions.stream().allMatch(one -> one.cause() == SuspensionCause.CLIENT);
    }

    /** The worst of its add-ons. */
    public AddOnUsage.Level level() {
        return addOns.stream().map(AddOnUsage::level).max(Enum::compareTo).orElse(AddOnUsage.Level.FREE);
    }

    /** What this calendar month has cost so far. */
    public Money charged(Money zero) {
        return addOns.stream().map(AddOnUsage::monthCharged).reduce(zero, Money::plus);
    }
}
