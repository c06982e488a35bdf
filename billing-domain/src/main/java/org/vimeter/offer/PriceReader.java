package org.vimeter.offer;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.money.Currencies;
import org.vimeter.money.UnitPrice;
import org.vimeter.offer.Prices.Price;

/** Reads prices that somebody wrote. */
final class PriceReader {
    private static final int MOST_DIGITS = 10;

    private final Fields fields;

    PriceReader(Fields fields) {
        this.fields = fields;
    }

    /** The prices that were given. Those of periods are money; one of overage has up to ten decimals. */
    Prices read(@Nullable List<PriceInput> inputs, List<String> currencies, List<PriceKind> allowed) {
        var prices = new LinkedHashMap<String, Price>();
        for (var input : Fields.each(inputs)) {
            if (!Texts.plain(input.amount).isEmpty()) { // else an empty field of a form
                price(input, currencies, allowed).ifPresent(price -> put(prices, price));
            }
        }
        return new Prices(List.copyOf(prices.values()));
    }

    private void put(Map<String, Price> prices, Price price) {
        var field = "prices." + price.currency() + "." + price.per();
        if (prices.putIfAbsent(field, price) != null) {
            fields.faults.add(field, "price.twice", price.currency());
        }
    }

    private Optional<Price> price(PriceInput input, List<String> currencies, List<PriceKind> allowed) {
        var currency = Texts.plain(input.currency).toUpperCase(Locale.ROOT);
        var field = "prices." + currency + "." + Texts.plain(input.per).toUpperCase(Locale.ROOT);
        var per = fields.constant(field, PriceKind.class, input.per);
        var amount = fields.number(field, input.amount);
        if (!currencies.contains(currency)) {
            fields.faults.add(field, "price.currency", currency, String.join(", ", currencies));
        } else if (!allowed.contains(per)) {
            fields.faults.add(field, "price.per", per);
        } else if (amount != null) {
            requireFit(field, amount, currency, per);
            return Optional.of(new Price(currency, per, amount));
        }
        return Optional.empty();
    }

    private void requireFit(String field, BigDecimal amount, String currency, PriceKind per) {
        int most = per == PriceKind.OVERAGE
                ? UnitPrice.DECIMALS
                : Currencies.find(currency)
                        .map(Currency::getDefaultFractionDigits)
                        .orElse(UnitPrice.DECIMALS);
        boolean fits =
                amount.stripTrailingZeros().scale() <= most && amount.precision() - amount.scale() <= MOST_DIGITS;
        if (!fits) {
            fields.faults.add(field, "price.digits", amount.toPlainString(), most);
        }
    }
}
