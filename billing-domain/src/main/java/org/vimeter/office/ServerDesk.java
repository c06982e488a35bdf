package org.vimeter.office;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Connections;
import org.vimeter.catalog.DiskImage;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Server;
import org.vimeter.catalog.Units;
import org.vimeter.db.Db;
import org.vimeter.login.SecurityLog;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.vm.CallCount;
import org.vimeter.vm.Certificate;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmServer;
import org.vimeter.vm.VmServers;

/** Servers: created and changed, asked what they have, and their disk images. */
@Singleton
public class ServerDesk {
    private static final int LONGEST_NAME = 200;

    @Inject
    private Entities entities;

    @Inject
    private Db db;

    @Inject
    private Secrets secrets;

    @Inject
    private VmServers vmServers;

    @Inject
    private Connections connections;

    @Inject
    private Clock clock;

    @Inject
    private SecurityLog log;

    public Server server(long id) {
        return entities.find(Server.class, id).orElseThrow(() -> Refused.because("server.unknown", id));
    }

    public List<Server> servers() {
        return entities.all(Server.class);
    }

    public long create(ServerInput input, String actor) {
        long id = write(null, input);
        tell(id, "server.created", actor);
        return id;
    }

    /** The kind stays; an empty password keeps the one that is stored. */
    public void change(long id, ServerInput input, String actor) {
        var before = server(id);
        var sealed = before.passwordSealed();
        write(before, input);
        tell(id, before.passwordSealed().equals(sealed) ? "server.changed" : "server.password", actor);
    }

    /** Whoever changes where a server is or what opens it could have its VMs; so it is seen. */
    private void tell(long id, String event, String actor) {
        var server = server(id);
        log.event(event, "", "", "actor", actor, "server", server.name(), "url", server.url());
    }

    private long write(@Nullable Server before, ServerInput input) {
        var faults = new Faults();
        var fields = new Fields(faults);
        var rules = new ServerRules(fields);
        var name = fields.required("name", input.name, 100);
        if (isTaken(name, before == null ? 0 : before.id())) {
            faults.add("name", "server.name-taken", name);
        }
        if (before != null && input.revision != 0 && input.revision != before.revision()) {
            throw Refused.because("server.changed", before.name());
        }
        var kind = before == null ? Fields.plain(input.kind) : before.kind();
        checkSettings(kind, input, faults);
        var access = access(before, input, fields, rules);
        var days = rules.days(input.zone, input.collectAt);
        faults.refuseIfAny();
        if (before == null) {
            return entities.store(new Server(kind, name, access, days, Fields.each(input.settings)))
                    .id();
        }
        before.change(name, access, days, Fields.each(input.settings));
        return entities.keep(before).id();
    }

    private Server.Access access(@Nullable Server before, ServerInput input, Fields fields, ServerRules rules) {
        var url = rules.address(input.url);
        if (before == null || !before.url().equals(url.toString())) {
            requireNew(url, before == null ? 0 : before.id(), fields.faults);
        }
        var login = fields.required("login", input.login, 200);
        var certificate = rules.certificate(input.certificate, url);
        if (before != null && Fields.plain(input.password).isEmpty()) {
            if (!before.url().equals(url.toString())) {
                fields.faults.add("password", "server.password-again"); // it must not follow to another address unseen
            }
            return new Server.Access(url, login, before.passwordSealed(), certificate);
        }
        fields.required("password", input.password, 500);
        return new Server.Access(
                url, login, secrets.seal(Fields.plain(input.password), Holder.server(url.toString())), certificate);
    }

    /** One server under two names would bill each VM twice. */
    private void requireNew(URI url, long besides, Faults faults) {
        entities.all(Server.class).stream()
                .filter(other -> other.id() != besides && ServerRules.isSame(URI.create(other.url()), url))
                .findFirst()
                .ifPresent(other -> faults.add("url", "server.same-address", other.name()));
    }

    private void checkSettings(String kind, ServerInput input, Faults faults) {
        var defaults = vmServers.settings(kind);
        if (defaults.isEmpty()) {
            faults.add("kind", "server.kind", kind, String.join(", ", vmServers.kinds()));
        }
        var known = db.transaction(session ->
                new DialectRules.Known(Meters.load(session), Units.load(session).byName(), defaults));
        new DialectRules(faults).check(Fields.each(input.settings), known);
    }

    private boolean isTaken(String name, long besides) {
        return db.find("select 1 from server where name = ? and id <> ?", row -> row.number(1), name, besides)
                .isPresent();
    }

    /** The kinds that there can be servers of. */
    public List<String> kinds() {
        return vmServers.kinds();
    }

    /** How the server answered this process, function by function. */
    public List<CallCount> calls(long id) {
        server(id);
        return vmServers.calls(id);
    }

    /** What a form shows of a server: all but its password. */
    public ServerInput input(long id) {
        var server = server(id);
        var input = new ServerInput();
        input.name = server.name();
        input.kind = server.kind();
        input.url = server.url();
        input.login = server.login();
        input.zone = server.zone().getId();
        input.collectAt = server.collectAt().toString();
        input.certificate = Objects.requireNonNullElse(server.certificate(), "");
        input.settings.putAll(server.settings());
        input.revision = server.revision();
        return input;
    }

    /** The certificate at an address; null where there is none, because it is plain HTTP. */
    public @Nullable Certificate certificate(String address) {
        var faults = new Faults();
        var url = new ServerRules(new Fields(faults)).address(address);
        faults.refuseIfAny();
        if (url.getScheme().equals("http")) {
            return null;
        }
        try {
            return vmServers.certificate(url);
        } catch (ServerFault fault) {
            faults.add("url", fault.problem().code(), fault.problem().operands().toArray());
            faults.refuseIfAny();
            throw new IllegalStateException(fault);
        }
    }

    /** @param problem why the list could not be read */
    public record Names(List<String> all, @Nullable Problem problem) {}

    public record Check(Names templates, Names images, Names nodes) {}

    private interface Reading {
        List<String> names() throws ServerFault;
    }

    /** Asks the server for each of its lists; one that fails does not hide the others. */
    public Check check(long id) {
        var server = connect(id);
        return new Check(names(server::templates), names(server::images), names(server::nodes));
    }

    private static Names names(Reading reading) {
        try {
            return new Names(reading.names(), null);
        } catch (ServerFault fault) {
            return new Names(List.of(), fault.problem());
        }
    }

    /** The last three whole days of a VM, given by id or name. */
    public StatisticsPreview preview(long id, String vm) {
        var connection = connections.of(id);
        var today = LocalDate.now(clock.withZone(connection.zone()));
        var meters = db.transaction(Meters::load);
        try {
            return StatisticsPreview.of(connections.connect(connection), connection, Fields.plain(vm), meters, today);
        } catch (ServerFault fault) {
            throw new Refused(fault.problem());
        }
    }

    /** Names of VMs on the server, at most a hundred, to choose one from. */
    public Names someVms(long id) {
        var server = connect(id);
        return names(() -> server.vms().some(100).stream().map(Vm::name).toList());
    }

    /** Reads the disk images of a server; those that it no longer lists stay, marked. Returns how many it lists. */
    public int readImages(long id) {
        try {
            var names = connect(id).images().stream()
                    .filter(name ->
                            name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl))
                    .distinct()
                    .toList();
            if (names.isEmpty()) {
                throw Refused.because("images.none", server(id).name());
            }
            var now = clock.instant();
            db.change(session -> {
                session.update("update disk_image set listed = false where server_id = ?", id);
                session.update("""
                        insert into disk_image (server_id, name, read_at) select ?, n, ? from unnest(?::text[]) as n
                            on conflict (server_id, name) do update set listed = true, read_at = excluded.read_at
                        """, id, now, session.array("text", names));
            });
            return names.size();
        } catch (ServerFault fault) {
            throw new Refused(fault.problem());
        }
    }

    public DiskImage image(long id) {
        return db.transaction(session -> DiskImage.byId(session, id))
                .orElseThrow(() -> Refused.because("image.unknown", id));
    }

    public void changeImage(long id, ImageInput input) {
        image(id);
        var faults = new Faults();
        var fields = new Fields(faults);
        var units = db.transaction(session -> Units.load(session).byName());
        var memory = fields.quantity("memory", input.memory, units.get("MiB"));
        var disk = fields.quantity("disk", input.disk, units.get("GiB"));
        faults.refuseIfAny();
        db.update("update disk_image set min_memory = ?::bigint, min_disk = ?::bigint where id = ?", memory, disk, id);
    }

    private VmServer connect(long id) {
        server(id);
        return connections.connect(connections.of(id));
    }
}
