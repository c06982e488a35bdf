package org.vimeter.server;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Meters;
import org.vimeter.catalog.Units;
import org.vimeter.db.Db;
import org.vimeter.db.Entities;
import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.login.SecurityLog;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.vm.Settings;
import org.vimeter.vm.VmServers;

/** Creates and changes servers. */
public final class EditServer {
    private final Entities entities;
    private final Db db;
    private final Secrets secrets;
    private final VmServers vmServers;
    private final SecurityLog log;

    public EditServer(Entities entities, Db db, Secrets secrets, VmServers vmServers, SecurityLog log) {
        this.entities = entities;
        this.db = db;
        this.secrets = secrets;
        this.vmServers = vmServers;
        this.log = log;
    }

    public Server server(long id) {
        return entities.find(Server.class, id).orElseThrow(() -> Refused.unknown("server.unknown", id));
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
            throw Refused.conflict("server.changed", before.name());
        }
        var kind = before == null ? Texts.plain(input.kind) : before.kind();
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
        if (before != null && Texts.plain(input.password).isEmpty()) {
            if (!before.url().equals(url.toString())) {
                fields.faults.add("password", "server.password-again"); // it must not follow to another address unseen
            }
            return new Server.Access(url, login, before.passwordSealed(), certificate);
        }
        fields.required("password", input.password, 500);
        return new Server.Access(
                url, login, secrets.seal(Texts.plain(input.password), Holder.server(url.toString())), certificate);
    }

    /** One server under two names would bill each VM twice. */
    private void requireNew(URI url, long besides, Faults faults) {
        entities.all(Server.class).stream()
                .filter(other -> other.id() != besides && ServerRules.isSame(URI.create(other.url()), url))
                .findFirst()
                .ifPresent(other -> faults.add("url", "server.same-address", other.name()));
    }

    private void checkSettings(String kind, ServerInput input, Faults faults) {
        if (!vmServers.kinds().contains(kind)) {
            faults.add("kind", "server.kind", kind, String.join(", ", vmServers.kinds()));
            return;
        }
        var ofSettings = faults.in("settings");
        var settings = new Settings(Fields.each(input.settings), ofSettings);
        var dialect = vmServers.dialect(kind, settings);
        settings.refuseOthers();
        db.change(session -> new DialectRules(
                        Meters.load(session), Units.load(session).byName(), ofSettings)
                .check(dialect, settings));
    }

    private boolean isTaken(String name, long besides) {
        return db.find("select 1 from server where name = ? and id <> ?", row -> row.number(1), name, besides)
                .isPresent();
    }

    /** The kinds that there can be servers of. */
    public List<String> kinds() {
        return vmServers.kinds();
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
}
