package org.vimeter.money;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The currencies that money is kept in: what people pay with. Metals, funds and codes for tests are none of them. */
public final class Currencies {
    private static final Map<String, BigDecimal> PER_EURO = load();

    private Currencies() {}

    /** @param code of ISO 4217, in capitals */
    public static Optional<Currency> find(String code) {
        return PER_EURO.containsKey(code) ? Optional.of(Currency.getInstance(code)) : Optional.empty();
    }

    /** In the order of their codes. */
    public static Set<String> codes() {
        return Collections.unmodifiableSet(PER_EURO.keySet());
    }

    /** About as much as so many euros: to tell large amounts from small ones, never to pay with. */
    public static Money worth(BigDecimal euros, Currency currency) {
        var perEuro = PER_EURO.getOrDefault(currency.getCurrencyCode(), BigDecimal.ONE);
        return Money.rounded(euros.multiply(perEuro), currency);
    }

    private static Map<String, BigDecimal> load() {
        var perEuro = new TreeMap<String, BigDecimal>();
        try (InputStream file = Currencies.class.getResourceAsStream("currencies.txt")) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                var parts = line.split(" ", -1);
                perEuro.put(parts[0], new BigDecimal(parts[1]));
            });
            // The list may know codes that are newer than this JDK.
            var known = Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .toList();
            perEuro.keySet().retainAll(known);
            return perEuro;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
