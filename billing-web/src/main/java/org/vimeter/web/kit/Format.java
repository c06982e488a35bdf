package org.vimeter.web.kit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vimeter.measure.Unit;
import org.vimeter.money.Money;
import org.vimeter.money.UnitPrice;
import org.vimeter.problem.Problem;

/** Everything that a page shows of figures and days, in the reader's language. Rounds for the eye only, and downward. */
public final class Format {
    private static final int SHOWN_DECIMALS = 2;
    private static final int PRECISE_DECIMALS = 6;

    private final Locale language;

    public Format(Locale language) {
        this.language = language;
    }

    public String money(Money money) {
        var format = figures(Math.max(0, money.currency().getDefaultFractionDigits()));
        format.setMinimumFractionDigits(format.getMaximumFractionDigits());
        return format.format(money.amount()) + "\u00a0" + money.currency();
    }

    /** With a plus where the balance grew. */
    public String change(Money money) {
        return (money.isPositive() ? "+" : "") + money(money);
    }

    public String price(UnitPrice price) {
        var format = figures(UnitPrice.DECIMALS);
        format.setMinimumFractionDigits(SHOWN_DECIMALS);
        return format.format(price.amount()) + "\u00a0" + price.currency();
    }

    private static boolean hasComma(Locale language) {
        return DecimalFormatSymbols.getInstance(language).getDecimalSeparator() == ',';
    }

    /** A figure that somebody wrote as his language writes it, with a point for decimals. */
    static String pointed(String written, Locale language) {
        return hasComma(language) ? written.replace(',', '.') : written;
    }

    /** A figure for a field of a form, as somebody wrote it or it stands: not rounded, not grouped. */
    public String figure(@Nullable String text) {
        return text == null ? "" : hasComma(language) ? text.replace('.', ',') : text;
    }

    /** A quantity of base units in a unit, at most two decimals, rounded down: 9999.999 GiB is not yet 10 000. */
    public String quantity(long base, Unit unit) {
        return figures(SHOWN_DECIMALS).format(unit.fromBase(base)) + "\u00a0" + unit(unit);
    }

    /** With six decimals, rounded half up; {@link #base} has the exact figure. */
    public String precise(long base, Unit unit) {
        var format = figures(PRECISE_DECIMALS);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(unit.fromBase(base)) + "\u00a0" + unit(unit);
    }

    /** What is stored: whole base units. */
    public String base(long base, Unit unit) {
        return count(base) + "\u00a0" + unit(unit.base());
    }

    public String unit(Unit unit) {
        return unit(unit.name());
    }

    /** The unit's name in the reader's language, where we know it. */
    public String unit(String name) {
        var bundle = Messages.bundle(language);
        var key = "unit." + name;
        return bundle.containsKey(key) ? bundle.getString(key) : name;
    }

    /** The title of a unit: ours in the reader's language, unless staff gave it one of their own. */
    public String unitTitle(String name, String title) {
        return title.equals(name) ? known("unit.title.", name) : title;
    }

    /** Every digit that there is. */
    public String exact(BigDecimal figure) {
        return figures(Math.max(0, figure.scale())).format(figure);
    }

    public String exactPrice(BigDecimal amount, String currency) {
        var format = figures(UnitPrice.DECIMALS);
        format.setMinimumFractionDigits(SHOWN_DECIMALS);
        return format.format(amount) + "\u00a0" + currency;
    }

    /** A price as it is kept in a form. */
    public String written(String amount, String currency) {
        return exactPrice(new BigDecimal(amount), currency);
    }

    /** Bytes in a unit that is so many of them. */
    public String bytes(long bytes, long factor, String unit) {
        return exact(BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(factor))) + "\u00a0" + unit(unit);
    }

    /** How far along a bar of a thousand a quantity is; what is beyond the end is drawn at the end. */
    public long thousandths(long quantity, long scale) {
        return BigDecimal.valueOf(Math.min(quantity, scale))
                .multiply(BigDecimal.valueOf(1000))
                .divide(BigDecimal.valueOf(scale), 0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** Of money, or, without a currency, a plain number. */
    public String amount(BigDecimal amount, @Nullable Currency currency) {
        return currency == null ? count(amount.longValueExact()) : money(new Money(amount, currency));
    }

    public String count(long number) {
        return NumberFormat.getIntegerInstance(language).format(number);
    }

    public String day(@Nullable LocalDate day) {
        return day == null ? "" : pattern("day.pattern").format(day);
    }

    public String month(YearMonth month) {
        var text = pattern("month.pattern").format(month);
        return text.substring(0, 1).toUpperCase(language) + text.substring(1);
    }

    /** In UTC, and says so: people of several zones read the same page. */
    public String time(@Nullable Instant instant) {
        return instant == null ? "" : pattern("time.pattern").format(instant.atOffset(ZoneOffset.UTC));
    }

    public String seconds(Duration duration) {
        return figures(1).format(BigDecimal.valueOf(duration.toMillis(), 3)) + "\u00a0" + unit("second");
    }

    public String problem(Problem problem) {
        return problem.text(language);
    }

    /** A text whose key is made of a constant's name. */
    public String text(String prefix, Enum<?> constant) {
        return Messages.text(language, prefix + constant.name());
    }

    /** A text, or the name itself where there is no text for it. */
    public String known(String prefix, String name) {
        var bundle = Messages.bundle(language);
        return bundle.containsKey(prefix + name) ? bundle.getString(prefix + name) : name;
    }

    /** The name of a field by the last part of its path. */
    public String field(String path) {
        return known("field.", path.substring(path.lastIndexOf('.') + 1));
    }

    private DateTimeFormatter pattern(String key) {
        return DateTimeFormatter.ofPattern(Messages.bundle(language).getString(key), language);
    }

    private DecimalFormat figures(int decimals) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(language));
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.DOWN);
        return format;
    }
}
