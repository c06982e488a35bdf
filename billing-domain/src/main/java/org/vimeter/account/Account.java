package org.vimeter.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.Currency;
import org.vimeter.money.Money;

/** A client. Balance and entries are the ledger's. */
@Entity
public class Account {

    /** What happens when balance plus credit limit falls below zero. */
    public enum NoFunds {
        SUSPEND,
        WARN
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String name;
    private String currency;

    @Column(name = "credit_limit")
    private BigDecimal creditLimit;

    @Enumerated(EnumType.STRING)
    @Column(name = "no_funds")
    private NoFunds noFunds;

    protected Account() {}

    public AccountId id() {
        return new AccountId(id);
    }

    public String name() {
        return name;
    }

    public Currency currency() {
        return Currency.getInstance(currency);
    }

    public Money creditLimit() {
        return new Money(creditLimit, currency());
    }

    public NoFunds noFunds() {
        return noFunds;
    }
}
