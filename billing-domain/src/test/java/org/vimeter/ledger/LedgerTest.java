package org.vimeter.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.account.AccountId;
import org.vimeter.db.Db;
import org.vimeter.db.DbFault;
import org.vimeter.money.Money;
import org.vimeter.problem.Refused;
import org.vimeter.testing.Shop;

class LedgerTest {
    private final Shop shop = new Shop();
    private final AccountId account = shop.account("Anna", "100");

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    private Ledger.Posting posting(String key, String amount) {
        return new Ledger.Posting(key, account, eur(amount), "test", "because");
    }

    @Test
    void theSameKeyPostsOnce() {
        long first = shop.ledger.pay(posting("k", "10.00"));
        assertThat(shop.ledger.pay(posting("k", "10.00"))).isEqualTo(first);
        assertThat(shop.balance(account)).isEqualTo(eur("110.00"));
        assertThatThrownBy(() -> shop.ledger.pay(posting("k", "11.00")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("“k”");
        var other = new Ledger.Posting("k", shop.account("Boris", "0"), eur("10.00"), "test", null);
        assertThatThrownBy(() -> shop.ledger.pay(other)).isInstanceOf(Refused.class);
    }

    @Test
    void anEntryIsReversedOnceByAnEntryThatPointsAtIt() {
        long entry = shop.ledger.adjust(posting("gift", "-30.00"));
        long reversal = shop.reversals.reverse(entry, null, "staff", "wrong client");
        assertThat(shop.reversals.reverse(entry, null, "staff", "again")).isEqualTo(reversal);
        assertThat(shop.balance(account)).isEqualTo(eur("100.00"));
        assertThat(new Statement(shop.db).page(account, Long.MAX_VALUE, 10))
                .extracting(line -> line.amount() + " → " + line.balance())
                .containsExactly("30.00 EUR → 100.00 EUR", "-30.00 EUR → 70.00 EUR", "100.00 EUR → 100.00 EUR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set amount = 1",
                "delete from ledger_entry",
                "truncate ledger_entry cascade",
                "update ledger_account set currency = 'USD'",
                "update charge set amount = 1",
                "delete from charge",
                "truncate terms_price",
                "delete from usage_revision",
                "delete from usage_day",
            })
    void theDatabaseLetsNobodyChangeThePast(String sql) {
        long servicePackage = shop.servicePackage("p");
        shop.addOn(servicePackage, "traffic", Shop.AddOnTerms.of("in", "B", "0.01"));
        shop.service(account, servicePackage, "1", LocalDate.of(2026, 5, 1));
        shop.servers.uses("1", LocalDate.of(2026, 5, 1), "in", 500);
        shop.run(LocalDate.of(2026, 5, 1));
        shop.servers.uses("1", LocalDate.of(2026, 5, 1), "in", 400);
        shop.run(LocalDate.of(2026, 5, 1));
        assertThat(shop.id("select count(*) from usage_revision")).isEqualTo(1);
        assertThatThrownBy(() -> shop.db.update(sql))
                .isInstanceOf(DbFault.class)
                .hasMessageContaining("permission denied");
        var owner = new Db(shop.database.owner());
        assertThatThrownBy(() -> owner.update(sql)).isInstanceOf(DbFault.class).hasMessageContaining("append-only");
    }

    @Test
    void aBalanceChangesOnlyThroughEntries() {
        assertThatThrownBy(() -> shop.db.update("update balance set amount = 1000000"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void currenciesNeverMix() {
        assertThatThrownBy(() -> shop.db.change(session -> {
                    long eur = LedgerAccounts.client(session, account, Shop.EUR);
                    long usd = LedgerAccounts.house(session, LedgerAccounts.House.CASH, Currency.getInstance("USD"));
                    session.update("""
                            insert into ledger_entry (key, cause, actor, at, day, currency, debit_id, credit_id, amount)
                                values ('x', 'PAYMENT', 't', now(), now(), 'EUR', ?, ?, 1)
                            """, usd, eur);
                }))
                .isInstanceOf(DbFault.class)
                .hasMessageContaining("foreign key");
    }

    @Test
    void aReversalMovesTheSameAmountBack() {
        long entry = shop.ledger.pay(posting("k", "10.00"));
        assertThatThrownBy(() -> shop.db.update("""
                        insert into ledger_entry (key, cause, actor, at, day, currency, debit_id, credit_id, amount, reverses_id)
                            select 'bad', 'REVERSAL', 't', now(), now(), currency, credit_id, debit_id, 9, id
                                from ledger_entry where id = ?
                        """, entry)).hasMessageContaining("same amount back");
    }

    /** Many people at once: every balance is the sum of its postings, and all postings sum to zero. */
    @Test
    void balancesAddUpAfterRandomConcurrentHistories() throws SQLException {
        long seed = new Random().nextLong();
        var accounts = IntStream.range(0, 4)
                .mapToLong(i -> shop.account("A" + i, "0").value())
                .toArray();
        var workers = new ArrayList<CompletableFuture<Void>>();
        for (int worker = 0; worker < 4; worker++) {
            var random = new Random(seed + worker);
            workers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 60; i++) {
                    var amount = new Money(BigDecimal.valueOf(1 + random.nextInt(10_000), 2), Shop.EUR);
                    var posting = new Ledger.Posting(
                            "k" + random.nextInt(120),
                            new AccountId(accounts[random.nextInt(4)]),
                            random.nextBoolean() ? amount : amount.negated(),
                            "t",
                            "n");
                    try {
                        long entry = shop.ledger.adjust(posting);
                        if (random.nextInt(4) == 0) {
                            shop.reversals.reverse(entry, null, "t", "n");
                        }
                    } catch (Refused taken) {
                        assertThat(taken.problem().code()).isEqualTo("entry.key-taken");
                    }
                }
            }));
        }
        CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
        assertThat(shop.id("""
                        select count(*) from balance b where amount <>
                            (select coalesce(sum(p.amount), 0) from posting p where p.ledger_account_id = b.ledger_account_id)
                        """)).as("seed %d", seed).isZero();
        assertThat(shop.id("select count(*) from (select 1 from posting group by currency having sum(amount) <> 0) x"))
                .isZero();
    }
}
