package org.vimeter.explain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.money.Money;

/** @param again it was reversed to be charged again (true) or to stay so (false); null while it stood */
public record EarlierCharge(
        long entryId, LocalDate day, Money amount, @Nullable Boolean again) {
    public boolean stood() {
        return again == null;
    }

    boolean isWaived() {
        return Boolean.FALSE.equals(again);
    }
}
