package org.vimeter.web.account;

import org.vimeter.account.Account;
import org.vimeter.money.Money;
import org.vimeter.web.kit.MoneyAnswer;

public record AccountAnswer(long id, String name, MoneyAnswer balance, MoneyAnswer creditLimit, String noFunds) {
    static AccountAnswer of(Account account, Money balance) {
        return new AccountAnswer(
                account.id(),
                account.name(),
                MoneyAnswer.of(balance),
                MoneyAnswer.of(account.creditLimit()),
                account.noFunds().name());
    }
}
