package org.vimeter.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vimeter.testing.TestDatabase;

class SchemaTest {
    private final Db db = TestDatabase.create().db();

    /** The tables and views of the schema, but Flyway's. */
    private static final String RELATIONS = """
            (select oid, relname, relkind from pg_class
                where relnamespace = current_schema()::regnamespace and relkind in ('r', 'v') and relname <> 'flyway_schema_history')
            """;

    @Test
    void whatRunsWithTheOwnersRightsLooksNowhereElse() {
        assertThat(lines("""
                        select p.proname || ' ' || coalesce(array_to_string(p.proconfig, ' '), '') as line
                            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                            where p.prosecdef and n.nspname = current_schema()
                        """))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(line -> line.endsWith(" search_path=public, pg_temp"));
    }

    @Test
    void everyTableAndViewSaysWhatItIs() {
        assertThat(lines("select relname as line from " + RELATIONS
                        + " c where obj_description(c.oid, 'pg_class') is null"))
                .isEmpty();
    }

    @Test
    void everyReferenceIsAForeignKeyOrSaysWhyNot() {
        assertThat(lines("select c.relname || '.' || a.attname as line from " + RELATIONS + """
                         c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                        where c.relkind = 'r' and a.attname like '%\\_id'
                            and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
                                and a.attnum = any (k.conkey))
                            and coalesce(col_description(c.oid, a.attnum), '') not like 'No foreign key: %'
                        """))
                .isEmpty();
    }

    @Test
    void noViewShowsASecret() {
        assertThat(lines("select c.relname || '.' || a.attname as line from " + RELATIONS + """
                         c join pg_attribute a on a.attrelid = c.oid
                        where c.relkind = 'v' and (a.attname like '%sealed' or a.attname like '%hash')
                        """))
                .isEmpty();
    }

    /** What is one of a few words is so in the database too. */
    @Test
    void everyStateIsChecked() {
        assertThat(lines("select c.relname || '.' || a.attname as line from " + RELATIONS + """
                         c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                            join pg_type t on t.oid = a.atttypid
                        where c.relkind = 'r' and t.typtype <> 'd' and a.attname in ('kind', 'state', 'states', 'status', 'phase', 'step',
                                'undo', 'cause', 'lift', 'reason', 'role', 'scope', 'rule', 'action', 'combine', 'period', 'per',
                                'limit_test', 'at_limit', 'beyond_limit', 'change_policy', 'no_funds', 'currency')
                            and c.relname not in ('verification_finding', 'usage_revision')
                            and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'
                                and a.attnum = any (k.conkey))
                        """))
                .containsExactly("run_excess.currency", "terms.step");
    }

    /** An installation may keep Vimeter beside something else. */
    @Test
    void anySchemaWillDo() {
        var database = TestDatabase.empty();
        new Db(database.owner()).update("create schema billing");
        var url = database.url() + "&currentSchema=billing";
        Schema.migrate(Schema.asOwner(url, "postgres", "postgres"));
        var billing = new Db(Schema.asApplication(url, "postgres", "postgres"));
        billing.update("insert into account (name, currency) values ('a', 'EUR')");
        billing.update(
                "insert into ledger_account (kind, account_id, currency) select 'CLIENT', id, 'EUR' from account");
        assertThat(billing.list(
                        "select schemaname as line from pg_tables where tablename = 'balance'",
                        row -> row.text("line")))
                .containsExactly("billing");
        assertThat(billing.list(
                        "select amount from balance",
                        row -> row.decimal("amount").toPlainString()))
                .containsExactly("0");
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

    private List<String> lines(String sql) {
        return db.list(sql + " order by 1", row -> row.text("line"));
    }

    /** What was planned for an empty table is slow on a full one. */
    @Test
    void eachExecutionIsPlannedAnew() {
        db.change(session -> {
            for (int i = 0; i < 20; i++) {
                session.find("select sequence from charge where service_id = ?", row -> row.number(1), i);
            }
            var planned = session.list(
                    "select generic_plans, custom_plans from pg_prepared_statements where statement like '%from charge where service_id%'",
                    row -> row.number("generic_plans") + " of " + row.number("custom_plans"));
            assertThat(planned).hasSize(1).allMatch(plans -> plans.startsWith("0 of "));
        });
    }
}
