package org.vimeter.server;

import java.net.URI;
import java.sql.SQLException;
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
import org.vimeter.problem.Refused;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.vm.ServerConnection;
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

    /** Settings are complete: the server's own over the defaults of its kind. */
    public ServerConnection of(long serverId) {
        return db.transaction(
                session -> session.find("select * from server where id = ?", row -> connection(session, row), serverId)
                        .orElseThrow(() -> Refused.unknown("server.unknown", serverId)));
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
                settings(session, row.number("id"), row.text("kind")),
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

    /** Resources, by the names of add-on types, that servers of some kind can be told, but this one cannot. */
    public Set<String> untold(ServerConnection connection) {
        var resources = new TreeSet<String>();
        for (var kind : vmServers.kinds()) {
            resources.addAll(resources(vmServers.settings(kind)));
        }
        resources.removeAll(resources(connection.settings()));
        return resources;
    }

    private static List<String> resources(Map<String, String> settings) {
        return settings.entrySet().stream()
                .filter(one ->
                        one.getKey().startsWith("resource.") && one.getKey().endsWith(".field"))
                .filter(one -> !one.getValue().isBlank())
                .map(one -> one.getKey()
                        .substring("resource.".length(), one.getKey().length() - ".field".length()))
                .toList();
    }

    public VmServer connect(ServerConnection connection) {
        return vmServers.connect(connection);
    }

    private Map<String, String> settings(Session session, long serverId, String kind) throws SQLException {
        var settings = new LinkedHashMap<>(vmServers.settings(kind));
        session.each(
                "select name, value from server_setting where server_id = ? order by name",
                row -> settings.put(row.text("name"), row.text("value")),
                serverId);
        return settings;
    }
}
