package org.vimeter.offer;

import org.vimeter.input.Figure;

/** A price as somebody wrote it; an empty amount is no price. */
public final class PriceInput {
    public String currency = "";
    public String per = "";

    @Figure
    public String amount = "";

    public static PriceInput of(String currency, String per, String amount) {
        var input = new PriceInput();
        input.currency = currency;
        input.per = per;
        input.amount = amount;
        return input;
    }
}
