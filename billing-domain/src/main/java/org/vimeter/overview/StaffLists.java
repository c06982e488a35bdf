package org.vimeter.overview;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Part;
import org.vimeter.db.Row;
import org.vimeter.enforcement.PowerAction;
import org.vimeter.money.Money;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;

/** The lists of the staff portal. */
public final class StaffLists {
    private static final String IDLE_VMS = """
            select s.id, s.account_id, s.vm_name, v.name as server_name, m.observed_at
                from vm_states m join services s on s.id = m.service_id join servers v on v.id = s.server_id
                where
            """ + ServiceDetails.IDLE + " order by m.observed_at desc limit 100";
    private static final String CLIENTS = """
            select a.account_id as id, a.name, a.currency, a.balance,
                    (select count(*) from services s where s.account_id = a.account_id) as services,
                    (select count(distinct u.service_id) from suspensions u join services s on s.id = u.service_id
                        where s.account_id = a.account_id and u.lifted_at is null) as suspended
                from account_funds a
                where a.account_id > ? and position(lower(?) in lower(a.name)) > 0
                order by a.account_id limit ?
            """;

    public static final int PAGE = 50;

    private final Db db;
    private final Clock clock;

    public StaffLists(Db db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @param yesterday the newest day that can be run there */
    public record ServerLine(
            long id,
            String name,
            String kind,
            String url,
            String login,
            String zone,
            String collectAt,
            long services,
            LocalDate yesterday) {}

    public record ClientLine(long id, String name, Money balance, long services, long suspended) {}

    /** A VM that could not be stopped or started ten times: a person must look. */
    public record PowerTask(
            long serviceId,
            long accountId,
            String vmName,
            String serverName,
            PowerAction action,
            @Nullable Problem problem) {}

    public List<ServerLine> servers() {
        return db.list("""
                select s.*, (select count(*) from services v where v.server_id = s.id) as services
                    from servers s order by s.name
                """, this::server);
    }

    public ServerLine server(long id) {
        return servers().stream()
                .filter(server -> server.id() == id)
                .findFirst()
                .orElseThrow(() -> Refused.unknown("server.unknown", id));
    }

    /** Two servers that list the same VMs. */
    public record TwinServers(long id, String name, String other, long vms) {}

    public List<TwinServers> twins() {
        return db.list(
                """
                select t.*, v.name, o.name as other from server_twins t join servers v on v.id = t.server_id
                    join servers o on o.id = t.other_id order by v.name, o.name
                """,
                row -> new TwinServers(
                        row.number("server_id"), row.text("name"), row.text("other"), row.number("vms")));
    }

    /** Clients whose name contains a text, by number, after a given one. */
    public Part<ClientLine> clients(String search, long after) {
        return Part.of(db.list(CLIENTS, StaffLists::client, after, search, PAGE + 1), PAGE);
    }

    private static ClientLine client(Row row) throws SQLException {
        return new ClientLine(
                row.number("id"),
                row.text("name"),
                row.money("balance", "currency"),
                row.number("services"),
                row.number("suspended"));
    }

    public List<PowerTask> powerTasks() {
        return db.list("""
                select i.*, s.account_id, s.vm_name, v.name as server_name
                    from power_intents i join services s on s.id = i.service_id join servers v on v.id = s.server_id
                    where i.status = 'STAFF' order by i.id limit 100
                """, StaffLists::task);
    }

    /** A VM that stands still though nothing stops it and nobody asked us: its owner did it, or its server. */
    public record Idle(long serviceId, long accountId, String vmName, String serverName, Instant seenAt) {}

    public List<Idle> idle() {
        return db.list(IDLE_VMS, StaffLists::idle);
    }

    private static Idle idle(Row row) throws SQLException {
        return new Idle(
                row.number("id"),
                row.number("account_id"),
                row.text("vm_name"),
                row.text("server_name"),
                row.instant("observed_at"));
    }

    private ServerLine server(Row row) throws SQLException {
        var zone = row.text("zone");
        return new ServerLine(
                row.number("id"),
                row.text("name"),
                row.text("kind"),
                row.text("url"),
                row.text("login"),
                zone,
                row.text("collect_at").substring(0, 5),
                row.number("services"),
                LocalDate.now(clock.withZone(ZoneId.of(zone))).minusDays(1));
    }

    private static PowerTask task(Row row) throws SQLException {
        var problem = row.textOrNull("problem");
        return new PowerTask(
                row.number("service_id"),
                row.number("account_id"),
                row.text("vm_name"),
                row.text("server_name"),
                row.constant("action", PowerAction.class),
                problem == null ? null : Problem.parse(problem));
    }
}
