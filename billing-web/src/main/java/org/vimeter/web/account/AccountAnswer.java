package org.vimeter.web.account;

import org.vimeter.account.Accounts.AccountLine;
import org.vimeter.web.kit.MoneyAnswer;

public record AccountAnswer(long id, String name, MoneyAnswer balance, MoneyAnswer creditLimit, String noFunds) {
    static AccountAnswer of(AccountLine line) {
        return new AccountAnswer(
                line.id().value(),
                line.name(),
                MoneyAnswer.of(line.balance()),
                MoneyAnswer.of(line.creditLimit()),
                line.noFunds().name());
    }
}
