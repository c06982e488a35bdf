package org.vimeter.server;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vimeter.catalog.Units;
import org.vimeter.db.Db;
import org.vimeter.db.Row;
import org.vimeter.db.Session;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.vm.Dialect;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.Settings;
import org.vimeter.vm.VmServer;
import org.vimeter.vm.VmServers;

/** Servers as the collector sees them, with their passwords opened. */
public final class Connections {
    private final Db db;
    private final Secrets secrets;

    private final VmServers vmServers;

    public Connections(Db db, Secrets secrets, VmServers vmServers) {
        this.db = db;
        this.secrets = secrets;
        this.vmServers = vmServers;
    }

    /** When the day before is collected, in the server's own zone. */
    public record Schedule(long serverId, ZoneId zone, LocalTime collectAt) {}

    public List<Schedule> schedules() {
        return db.list(
                "select id, zone, collect_at from server where active order by id",
                row -> new Schedule(
                        row.number("id"), ZoneId.of(row.text("zone")), LocalTime.parse(row.text("collect_at"))));
    }

    public ServerConnection of(long serverId) {
        return db.transaction(
                session -> session.find("select * from server where id = ?", row -> connection(session, row), serverId)
                        .orElseThrow(() -> Refused.unknown("server.unknown", serverId)));
    }

    /** Notes that all VMs of a server are looked at now, unless they were a short while ago; says whether they are. */
    public boolean observe(long serverId, Instant now, Duration every) {
        return db.update(
                        "update server set observed_at = ? where id = ? and (observed_at is null or observed_at < ?)",
                        now,
                        serverId,
                        now.minus(every))
                == 1;
    }

    private ServerConnection connection(Session session, Row row) throws SQLException {
        return new ServerConnection(
                row.number("id"),
                row.text("name"),
                row.text("kind"),
                URI.create(row.text("url")),
                row.text("login"),
                secrets.open(row.text("password_sealed"), Holder.server(row.text("url"))),
                ZoneId.of(row.text("zone")),
                dialect(row.text("kind"), settings(session, row.number("id"))),
                Units.load(session).byName(),
                row.textOrNull("certificate"));
    }

    /** Refused when there is no such server. */
    void require(long serverId) {
        if (db.find("select 1 from server where id = ?", row -> row.number(1), serverId)
                .isEmpty()) {
            throw Refused.unknown("server.unknown", serverId);
        }
    }

    /** Every setting of the server, with its own value or the default of its kind. */
    public Map<String, String> settings(long serverId) {
        return db.transaction(session -> {
            var kind = session.find("select kind from server where id = ?", row -> row.text("kind"), serverId)
                    .orElseThrow(() -> Refused.unknown("server.unknown", serverId));
            var settings = new Settings(settings(session, serverId), new Faults());
            vmServers.dialect(kind, settings);
            return settings.all();
        });
    }

    /** Resources, by the names of add-on types, that servers of some kind can be told, but this one cannot. */
    public Set<String> untold(ServerConnection connection) {
        var resources = new TreeSet<String>();
        for (var kind : vmServers.kinds()) {
            resources.addAll(told(vmServers.dialect(kind, new Settings(Map.of(), new Faults()))));
        }
        resources.removeAll(told(connection.dialect()));
        return resources;
    }

    private static List<String> told(Dialect dialect) {
        return dialect.resources().entrySet().stream()
                .filter(one -> one.getValue().isTold())
                .map(Map.Entry::getKey)
                .toList();
    }

    public VmServer connect(ServerConnection connection) {
        return vmServers.connect(connection);
    }

    /** The server's own. */
    private static Map<String, String> settings(Session session, long serverId) throws SQLException {
        var settings = new LinkedHashMap<String, String>();
        session.each(
                "select name, value from server_setting where server_id = ? order by name",
                row -> settings.put(row.text("name"), row.text("value")),
                serverId);
        return settings;
    }

    /** Refused, when a setting has been written past the rules of {@link EditServer}. */
    private Dialect dialect(String kind, Map<String, String> own) {
        var faults = new Faults();
        var dialect = vmServers.dialect(kind, new Settings(own, faults.in("settings")));
        faults.refuseIfAny();
        return dialect;
    }
}
