package org.vimeter.web.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.vimeter.offer.AddOnInput;
import org.vimeter.offer.PackageInput;
import org.vimeter.offer.PriceInput;
import org.vimeter.offer.PriceKind;

/** Prices as a table of fields: a row per currency, a column per period. */
public record PriceGrid(List<PriceKind> columns, List<Row> rows) {
    static final List<PriceKind> OF_PACKAGE = List.of(
            PriceKind.DAILY,
            PriceKind.MONTHLY,
            PriceKind.QUARTERLY,
            PriceKind.HALF_YEARLY,
            PriceKind.YEARLY,
            PriceKind.SETUP);

    public record Row(String currency, List<Cell> cells) {}

    /**
     * @param name of the field, as in {@code prices.3}
     * @param id where a fault of it is shown, as in {@code prices.EUR.MONTHLY}
     */
    public record Cell(String name, String id, String currency, PriceKind per, String amount) {}

    /** Paths stand before the fields’ names and ids, with a dot at their end. */
    static PriceGrid of(
            String currencies, List<PriceKind> columns, List<PriceInput> prices, String path, String idPath) {
        var rows = new ArrayList<Row>();
        int number = 0;
        for (var currency : codes(currencies)) {
            var cells = new ArrayList<Cell>();
            for (var per : columns) {
                cells.add(new Cell(
                        path + "prices." + number,
                        idPath + "prices." + currency + "." + per,
                        currency,
                        per,
                        amount(prices, currency, per)));
                number++;
            }
            rows.add(new Row(currency, cells));
        }
        return new PriceGrid(columns, rows);
    }

    /** The periods that the package is sold for, or that the add-on has a price for; all, while there is none. */
    static List<PriceKind> sold(PackageInput offer, AddOnInput addOn) {
        var priced = prices(offer, addOn)
                .filter(price -> !price.amount.isBlank())
                .map(price -> price.per)
                .toList();
        var sold = PriceKind.PERIODS.stream()
                .filter(per -> priced.contains(per.name()))
                .toList();
        return sold.isEmpty() ? PriceKind.PERIODS : sold;
    }

    private static Stream<PriceInput> prices(PackageInput offer, AddOnInput addOn) {
        var ofElements = addOn.elements.stream().flatMap(element -> element.prices.stream());
        return Stream.concat(offer.prices.stream(), Stream.concat(addOn.prices.stream(), ofElements));
    }

    /** What looks like a currency code in a list that somebody wrote. */
    static List<String> codes(String currencies) {
        return Arrays.stream(currencies.strip().split("[,; ]+", -1))
                .filter(code -> code.matches("[A-Za-z]{3}"))
                .map(code -> code.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static String amount(List<PriceInput> prices, String currency, PriceKind per) {
        return prices.stream()
                .filter(price -> price.currency.equals(currency) && price.per.equals(per.name()))
                .map(price -> price.amount)
                .findFirst()
                .orElse("");
    }
}
