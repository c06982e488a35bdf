package org.vimeter.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.vimeter.account.AccountId;
import org.vimeter.enforcement.OverrideLimit.NewLimit;
import org.vimeter.problem.Refused;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;
import org.vimeter.testing.Shop.AddOnTerms;

/** Another limit for one service; 1000 bytes are included and 2000 the package's limit, on 20 May. */
class OverrideLimitTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 5, 1);
    private static final LocalDate DAY = LocalDate.of(2026, 5, 19);
    private final Shop shop = new Shop();
    private final OverrideLimit limits = new OverrideLimit(shop.db, shop.clock);
    private final long sold = shop.servicePackage("p");
    private final AccountId account = shop.account("Anna", "100");

    private static String refusal(ThrowingCallable call) {
        return catchThrowableOfType(Refused.class, call).problem().code();
    }

    private static AddOnTerms traffic() {
        return AddOnTerms.of("in,out", "B", "0").includes(1000).limit(2000);
    }

    private long service() {
        return shop.service(account, sold, "1", FIRST).value();
    }

    private void set(ServiceId service, String limit, boolean forGood) {
        limits.set(new NewLimit(service, "traffic", new BigDecimal(limit), forGood, " why "), "admin");
    }

    private List<String> written() {
        return shop.db.list(
                "select limit_quantity || ' ' || from_day || ' ' || coalesce(to_day::text, 'for good') || ' ' || note as line"
                        + " from service_limit order by id",
                row -> row.text("line"));
    }

    private List<String> open() {
        return shop.db.list(
                "select quantity::text as line from suspension where lifted_at is null", row -> row.text("line"));
    }

    @Test
    void itIsForThePresentPeriodOrForGood() {
        shop.addOn(sold, "traffic", traffic());
        ServiceId service = new ServiceId(service());
        set(service, "1000", false);
        set(service, "3000", true);
        assertThat(written()).containsExactly("1000 2026-05-01 2026-05-31 why", "3000 2026-05-01 for good why");
    }

    @Test
    void ofADailyLimitTheDayBeforeIsReadAgain() {
        shop.addOn(sold, "traffic", traffic().perDay());
        set(new ServiceId(service()), "3000", false);
        assertThat(written()).containsExactly("3000 2026-05-19 2026-05-20 why");
    }

    @Test
    void itIsNotBelowWhatIsIncludedAndAQuantity() {
        shop.addOn(sold, "traffic", traffic());
        ServiceId service = new ServiceId(service());
        for (var wrong : List.of("999", "0", "-5", "1000.5")) {
            assertThat(refusal(() -> set(service, wrong, true))).as(wrong).isEqualTo("limit.too-low");
        }
        assertThat(refusal(() -> limits.set(new NewLimit(service, "disk", BigDecimal.TEN, true, "why"), "admin")))
                .isEqualTo("limit.unknown");
        assertThat(refusal(
                        () -> limits.set(new NewLimit(service, "traffic", new BigDecimal(3000), true, " "), "admin")))
                .isEqualTo("limit.no-reason");
        assertThat(written()).isEmpty();
    }

    @Test
    void nothingIncludedStillNeedsAQuantity() {
        shop.addOn(sold, "traffic", AddOnTerms.of("in,out", "B", "0").limit(2000));
        ServiceId service = new ServiceId(service());
        assertThat(refusal(() -> set(service, "0", true))).isEqualTo("limit.too-low");
        set(service, "1", true);
        assertThat(written()).containsExactly("1 2026-05-01 for good why");
    }

    @Test
    void aSuspensionThatItGivesNoReasonForAnyMoreIsLifted() {
        shop.addOn(sold, "traffic", traffic());
        ServiceId service = new ServiceId(service());
        shop.servers.uses("1", DAY, "in", 2500);
        shop.servers.uses("1", DAY, "out", 0);
        shop.run(DAY);
        assertThat(open()).containsExactly("2500");
        set(service, "2500", true);
        assertThat(open()).as("reached is enough").containsExactly("2500");
        set(service, "2501", true);
        assertThat(open()).isEmpty();
        assertThat(shop.db.list("select lift || ' ' || lifted_by as line from suspension", row -> row.text("line")))
                .containsExactly("PERSON admin");
    }
}
