package org.vimeter.secret;

import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.db.Db;
import org.vimeter.db.Row;

/** Puts what an older key sealed under the first one, so that the older key can be taken out of the configuration. */
public final class Resealing {
    private static final Logger LOG = Logger.getLogger(Resealing.class.getName());
    private static final int PAGE = 500;

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    """
                    select id, password_sealed as sealed, url from server
                        where id > ? and password_sealed not like ? order by id limit ?
                    """,
                    "update server set password_sealed = ? where id = ? and password_sealed = ?",
                    row -> Holder.server(row.text("url"))),
            new Kind(
                    """
                    select id, password_sealed as sealed, key from service_order
                        where id > ? and password_sealed not like ? order by id limit ?
                    """,
                    "update service_order set password_sealed = ? where id = ? and password_sealed = ?",
                    row -> Holder.order(row.text("key"))),
            new Kind(
                    """
                    select id, password_sealed as sealed, server_id, name from server_owner
                        where id > ? and password_sealed not like ? order by id limit ?
                    """,
                    "update server_owner set password_sealed = ? where id = ? and password_sealed = ?",
                    row -> Holder.owner(row.number("server_id"), row.text("name"))),
            new Kind(
                    "select id, totp_sealed as sealed from login where id > ? and totp_sealed not like ? order by id limit ?",
                    "update login set totp_sealed = ? where id = ? and totp_sealed = ?",
                    row -> Holder.secondFactor(row.number("id"))));

    private final Db db;
    private final Secrets secrets;

    public Resealing(Db db, Secrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    private interface Placed {
        Holder of(Row row) throws SQLException;
    }

    private record Kind(String select, String update, Placed placed) {}

    private record Value(long id, String sealed, Holder holder) {}

    /**
     * @param unbound whether values that name no holder are bound to where they stand; once, after an update, and not otherwise:
     *     whoever can write to the database could have put them there
     * @return how many were under another key
     */
    public int perform(boolean unbound) {
        return KINDS.stream().mapToInt(kind -> perform(kind, unbound)).sum();
    }

    private int perform(Kind kind, boolean unbound) {
        int resealed = 0;
        long last = 0;
        while (true) {
            var page = db.list(
                    kind.select(),
                    row -> new Value(
                            row.number("id"), row.text("sealed"), kind.placed().of(row)),
                    last,
                    secrets.currentForm() + "%",
                    PAGE);
            if (page.isEmpty()) {
                return resealed;
            }
            for (var value : page) {
                resealed += reseal(kind, value, unbound);
            }
            last = page.get(page.size() - 1).id();
        }
    }

    private int reseal(Kind kind, Value value, boolean unbound) {
        try {
            var plain = unbound && !Secrets.isBound(value.sealed())
                    ? secrets.openUnbound(value.sealed())
                    : secrets.open(value.sealed(), value.holder());
            return db.update(kind.update(), secrets.seal(plain, value.holder()), value.id(), value.sealed());
        } catch (IllegalStateException e) {
            LOG.log(Level.SEVERE, "Left as it is; what needs it will fail and say so", e);
            return 0;
        }
    }
}
