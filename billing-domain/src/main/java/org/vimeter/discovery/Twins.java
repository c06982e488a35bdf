package org.vimeter.discovery;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.vimeter.db.Session;
import org.vimeter.vm.VmList;

/** Notices when a server lists what is billed on another one, by id and name: one machine under two names. */
public final class Twins {
    private static final int LOOKED_AT = 200;

    private Twins() {}

    private record Billed(String id, String name) {}

    /** Most of what is billed there is listed here too. */
    public static void notice(Session session, long serverId, VmList vms, Instant at) throws SQLException {
        session.update("delete from server_twin where server_id = ?", serverId);
        var others =
                session.list("select id from servers where id <> ? order by id", row -> row.number("id"), serverId);
        for (long other : others) {
            var billed = billed(session, other);
            int same = same(billed, vms);
            if (same > 0 && same * 2 > billed.size()) {
                session.update("insert into server_twin values (?, ?, ?, ?)", serverId, other, same, at);
            }
        }
    }

    private static List<Billed> billed(Session session, long serverId) throws SQLException {
        return session.list(
                "select vm_id, vm_name from services where server_id = ? and last_day is null order by id desc limit ?",
                row -> new Billed(row.text("vm_id"), row.text("vm_name")),
                serverId,
                LOOKED_AT);
    }

    private static int same(List<Billed> billed, VmList vms) {
        return (int) billed.stream()
                .filter(one -> vms.find(one.id(), one.name()).isPresent())
                .count();
    }
}
