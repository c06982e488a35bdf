package org.vimeter.offer;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.offer.PublishingRules.Site;
import org.vimeter.problem.Fault;
import org.vimeter.problem.Faults;
import org.vimeter.server.Connections;
import org.vimeter.server.DiskImage;
import org.vimeter.vm.ServerFault;

/** Asks the package's servers, and checks the rules of publishing. */
public final class Publishing {
    private static final String REQUIRE_CURRENCIES = """
            select a.currency, count(*) as services from services s join accounts a on a.id = s.account_id
                where s.package_id = ? and s.last_day is null group by a.currency
            """;

    private final Db db;
    private final Connections connections;
    private final Clock clock;

    public Publishing(Db db, Connections connections, Clock clock) {
        this.db = db;
        this.connections = connections;
        this.clock = clock;
    }

    List<Fault> faults(EditPackage.Shown draft, LocalDate startsOn) {
        var faults = new Faults();
        var rules = new PublishingRules(draft.offer(), faults);
        rules.check(draft.head().internalName(), sites(draft.offer(), faults));
        db.change(session -> {
            long id = draft.head().id();
            new StartRules(LocalDate.now(clock), published(session, id)).check(draft.offer(), startsOn, faults);
            requireCurrencies(session, id, draft.offer(), faults);
        });
        return faults.all();
    }

    private static List<StartRules.Published> published(Session session, long id) throws SQLException {
        var published = new ArrayList<StartRules.Published>();
        for (var version : Versions.ofPackage(session, new PackageId(id))) {
            if (!version.isDraft()) {
                published.add(new StartRules.Published(version, Versions.offer(session, version)));
            }
        }
        return published;
    }

    /** A version must keep every currency that active services pay in. */
    private static void requireCurrencies(Session session, long id, Offer offer, Faults faults) throws SQLException {
        session.each(
                REQUIRE_CURRENCIES,
                row -> {
                    if (!offer.currencies().contains(row.text("currency"))) {
                        faults.add("currencies", "publish.currency", row.text("currency"), row.number("services"));
                    }
                },
                id);
    }

    List<Fault> known(EditPackage.Shown draft) {
        var faults = new Faults();
        var servers = draft.offer().servers();
        var images = db.transaction(session -> DiskImage.on(session, servers)).stream()
                .collect(Collectors.groupingBy(DiskImage::serverId));
        var sites = servers.stream()
                .map(server -> known(server, draft, images.getOrDefault(server, List.of())))
                .toList();
        new PublishingRules(draft.offer(), faults).check(draft.head().internalName(), sites);
        return faults.all();
    }

    private Site known(long serverId, EditPackage.Shown draft, List<DiskImage> images) {
        var server = connections.of(serverId);
        return new Site(server.name(), List.of(draft.head().internalName()), images, connections.untold(server));
    }

    /** What rating must be able to rely on, without asking any server. */
    static void requireTerms(EditPackage.Shown draft) {
        var faults = new Faults();
        new PublishingRules(draft.offer(), faults).checkAddOns();
        faults.refuseIfAny();
    }

    /** Those servers that answered; each other one is a fault of its own. */
    private List<Site> sites(Offer offer, Faults faults) {
        var images = db.transaction(session -> DiskImage.on(session, offer.servers()));
        var sites = new ArrayList<Site>();
        for (long server : offer.servers()) {
            var connection = connections.of(server);
            try {
                var templates = connections.connect(connection).templates();
                var own = images.stream()
                        .filter(image -> image.serverId() == server)
                        .toList();
                sites.add(new Site(connection.name(), templates, own, connections.untold(connection)));
            } catch (ServerFault fault) {
                faults.add(
                        "servers",
                        fault.problem().code(),
                        fault.problem().operands().toArray());
            }
        }
        return sites;
    }
}
