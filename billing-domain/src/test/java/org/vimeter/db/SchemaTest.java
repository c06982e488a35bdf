package org.vimeter.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vimeter.testing.TestDatabase;

class SchemaTest {
    private final Db db = TestDatabase.create().db();

    @Test
    void whatRunsWithTheOwnersRightsLooksNowhereElse() {
        assertThat(db.list("""
                        select p.proname || ' ' || coalesce(array_to_string(p.proconfig, ' '), '') as line
                            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                            where p.prosecdef and n.nspname = current_schema()
                        """, row -> row.text("line")))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(line -> line.endsWith(" search_path=public, pg_temp"));
    }

    /** An account without any entry has what it is lent. */
    @Test
    void fundsAreBalanceAndCredit() {
        db.update("insert into account (name, currency, credit_limit) values ('new', 'EUR', 5)");
        assertThat(db.list(
                        "select client_id, balance, funds from account_funds",
                        row -> row.numberOrNull("client_id") + " " + row.decimal("balance") + " "
                                + row.decimal("funds").stripTrailingZeros().toPlainString()))
                .containsExactly("null 0 5");
    }
}
