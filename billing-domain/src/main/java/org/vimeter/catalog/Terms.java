package org.vimeter.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.rating.Combine;
import org.vimeter.rating.LimitTest;

/** The stored form of {@link MeteredTerms}. Written once; the database refuses any change. */
@Entity
@SuppressWarnings("UnusedVariable") // the fields are read by JPA alone
public class Terms {

    /** Quantities are whole base units. */
    public record Amounts(long included, @Nullable Long limit, BigDecimal price) {}

    public record Rules(
            Combine combine, Period period, LimitTest limitTest, AtLimit atLimit, BeyondLimit beyondLimit) {}

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @ManyToOne
    @JoinColumn(name = "add_on_id")
    private AddOn addOn;

    private int version;

    @Column(name = "valid_from")
    private LocalDate validFrom;

    private String meters;

    @Enumerated(EnumType.STRING)
    private Combine combine;

    @Column(name = "unit_id")
    private long unitId;

    private long included;

    @Column(name = "limit_quantity")
    private @Nullable Long limit;

    private BigDecimal price;

    @Enumerated(EnumType.STRING)
    private Period period;

    @Enumerated(EnumType.STRING)
    @Column(name = "limit_test")
    private LimitTest limitTest;

    @Enumerated(EnumType.STRING)
    @Column(name = "at_limit")
    private AtLimit atLimit;

    @Enumerated(EnumType.STRING)
    @Column(name = "beyond_limit")
    private BeyondLimit beyondLimit;

    private String thresholds;

    protected Terms() {}

    /** Meters are internal names and thresholds percents, both joined by commas. */
    public Terms(LocalDate validFrom, String meters, long unitId, Amounts amounts, Rules rules, String thresholds) {
        this.validFrom = validFrom;
        this.meters = meters;
        this.unitId = unitId;
        this.included = amounts.included();
        this.limit = amounts.limit();
        this.price = amounts.price();
        this.combine = rules.combine();
        this.period = rules.period();
        this.limitTest = rules.limitTest();
        this.atLimit = rules.atLimit();
        this.beyondLimit = rules.beyondLimit();
        this.thresholds = thresholds;
    }

    void joins(AddOn owner, int nextVersion) {
        addOn = owner;
        version = nextVersion;
    }
}
