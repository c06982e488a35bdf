package org.vimeter.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vimeter.testing.Shop;

class ResealingTest {
    private static byte[] newKey() {
        var key = new byte[Secrets.KEY_BYTES];
        Arrays.fill(key, (byte) 7);
        return key;
    }

    /** A key is rotated by putting a new one in front; after the next start the old one can be taken out. */
    @Test
    void whatTheOldKeySealedIsSealedWithTheNewOneAndMovedValuesAreLeft() {
        var shop = new Shop();
        shop.db.update("insert into account (name, currency) values ('A', 'EUR')");
        shop.db.update(
                "insert into server_owner (server_id, account_id, name, password_sealed) values (?, 1, 'client1', ?)",
                shop.server,
                shop.secrets.seal("owner", Holder.owner(shop.server, "client1")));
        shop.db.update(
                "insert into login (name, password_hash, role, totp_sealed) values ('boris', 'x', 'staff', ?)",
                shop.secrets.seal("factor", Holder.secondFactor(1)));
        shop.db.update("""
                insert into server (name, kind, url, login, password_sealed, zone)
                    select 'moved', kind, 'http://elsewhere', login, password_sealed, zone from server
                """);
        var both = new Secrets(List.of(newKey(), new byte[Secrets.KEY_BYTES]));
        assertThat(new Resealing(shop.db, both).perform(false)).isEqualTo(3);
        assertThat(new Resealing(shop.db, both).perform(false)).isZero();

        var rotated = new Secrets(List.of(newKey()));
        assertThat(rotated.open(
                        text(shop, "select password_sealed as t from server where name = 's'"),
                        Holder.server("http://s")))
                .isEqualTo("pw");
        assertThat(rotated.open(
                        text(shop, "select password_sealed as t from server_owner"),
                        Holder.owner(shop.server, "client1")))
                .isEqualTo("owner");
        assertThat(rotated.open(text(shop, "select totp_sealed as t from login"), Holder.secondFactor(1)))
                .isEqualTo("factor");
    }

    private static String text(Shop shop, String sql) {
        return shop.db.find(sql, row -> row.text("t")).orElseThrow();
    }
}
