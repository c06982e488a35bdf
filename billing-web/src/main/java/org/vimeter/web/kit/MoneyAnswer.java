package org.vimeter.web.kit;

import org.vimeter.money.Money;

public record MoneyAnswer(String amount, String currency) {
    public static MoneyAnswer of(Money money) {
        return new MoneyAnswer(money.amount().toPlainString(), money.currency().getCurrencyCode());
    }
}
