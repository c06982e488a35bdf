package org.vimeter.offer;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.Period;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.offer.Packages.Head;
import org.vimeter.problem.Fault;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;

/** Service packages: drafted, compared, simulated, published, withdrawn, copied. */
public final class EditPackage {
    private final Db db;
    private final Clock clock;
    private final Publishing publishing;

    public EditPackage(Db db, Clock clock, Publishing publishing) {
        this.db = db;
        this.clock = clock;
        this.publishing = publishing;
    }

    /** A package with one version of it. */
    public record Shown(Head head, List<Version> versions, Version version, Offer offer, PackageInput input) {}

    /** The draft if there is one, else the newest published version. */
    public Shown shown(long id) {
        return db.transaction(session -> {
            Packages.head(session, id);
            return shown(
                    session, id, Versions.ofPackage(session, new PackageId(id)).get(0));
        });
    }

    public Shown shown(long id, int number) {
        return db.transaction(session -> shown(session, id, Versions.numbered(session, new PackageId(id), number)));
    }

    public Shown draft(long id) {
        return db.transaction(session -> shown(session, id, requireDraft(session, id)));
    }

    private static Shown shown(Session session, long id, Version version) throws SQLException {
        var head = Packages.head(session, id);
        var offer = Versions.offer(session, version);
        var input = new PackageInput();
        input.name = version.name();
        input.internalName = head.internalName();
        input.revision = version.revision();
        new OfferWriter(serverNames(session)).write(offer, input);
        return new Shown(head, Versions.ofPackage(session, new PackageId(id)), version, offer, input);
    }

    public long create(PackageInput input) {
        return db.transaction(session -> {
            lock(session);
            var offer = read(session, 0, input);
            long id = Packages.create(session, Texts.plain(input.name), Texts.plain(input.internalName));
            Drafts.open(session, new PackageId(id), Texts.plain(input.name), offer);
            return id;
        });
    }

    /** Replaces the draft. The package takes its name when it is published, or at once if it never was. */
    public void save(long id, PackageInput input) {
        db.change(session -> {
            lock(session);
            var head = Packages.head(session, id);
            var draft = requireDraft(session, id);
            var offer = read(session, id, input);
            var internalName = Texts.plain(input.internalName);
            if (head.state() != PackageState.DRAFT && !internalName.equals(head.internalName())) {
                var faults = new Faults();
                faults.add("internalName", "package.internal-name-fixed", head.internalName());
                faults.refuseIfAny();
            }
            int revision = input.revision == 0 ? draft.revision() : input.revision;
            var name = Texts.plain(input.name);
            Drafts.replace(
                    session, new Version(draft.id(), new PackageId(id), draft.number(), revision, name, null), offer);
            if (head.state() == PackageState.DRAFT) {
                Packages.rename(session, id, name, internalName);
            }
        });
    }

    private static Offer read(Session session, long id, PackageInput input) throws SQLException {
        var faults = new Faults();
        var fields = new Fields(faults);
        fields.required("name", input.name, 200);
        var internalName = fields.required("internalName", input.internalName, 100);
        if (Packages.isTaken(session, internalName, id)) {
            faults.add("internalName", "package.name-taken", internalName);
        }
        var offer = new OfferReader(session, fields).read(input);
        faults.refuseIfAny();
        return offer;
    }

    /** Begins the next version as a copy of the newest one; does nothing when there is a draft already. */
    public void revise(long id) {
        db.change(session -> {
            lock(session);
            Packages.head(session, id);
            if (Versions.draft(session, new PackageId(id)).isEmpty()) {
                var newest = Versions.published(session, new PackageId(id)).orElseThrow();
                Drafts.open(session, new PackageId(id), newest.name(), Versions.offer(session, newest));
            }
        });
    }

    /** A draft of a new package that offers what this one does. */
    public long copy(long id, @Nullable String name, @Nullable String internalName) {
        var input = shown(id).input();
        input.name = Texts.plain(name);
        input.internalName = Texts.plain(internalName);
        return create(input);
    }

    /** Drops the draft; with it the package, if it was never published. */
    public void discard(long id, int revision) {
        db.change(session -> {
            var head = Packages.head(session, id);
            var draft = requireDraft(session, id);
            requireRevision(draft, revision);
            Drafts.discard(session, draft);
            if (head.state() == PackageState.DRAFT) {
                Packages.delete(session, id);
            }
        });
    }

    /** A wished day, or the usual one: today for a first version, the first of next month for a later one. */
    public LocalDate start(long id, @Nullable LocalDate wished) {
        if (wished != null) {
            return wished;
        }
        var today = LocalDate.now(clock);
        return draft(id).version().number() == 1 ? today : Period.MONTH.next(today);
    }

    /** What stands against publishing a draft as far as it can be known without asking any server. */
    public List<Fault> known(Shown draft) {
        return publishing.known(draft);
    }

    /** Everything that stands against publishing the draft on a day. Asks the package's servers. */
    public List<Fault> faults(long id, LocalDate startsOn) {
        return publishing.faults(draft(id), startsOn);
    }

    /** @param revision the draft's that was looked at; 0 for whatever it is now */
    public void publish(long id, LocalDate startsOn, int revision, String by) {
        var draft = draft(id);
        requireRevision(draft.version(), revision);
        requireFit(draft, startsOn);
        db.change(session -> {
            Drafts.publish(session, draft.version(), startsOn, clock.instant(), by);
            Packages.rename(session, id, draft.version().name(), draft.head().internalName());
            if (draft.head().state() == PackageState.DRAFT) {
                Packages.become(session, id, PackageState.PUBLISHED);
            }
        });
    }

    private void requireFit(Shown draft, LocalDate startsOn) {
        var faults = publishing.faults(draft, startsOn);
        if (!faults.isEmpty()) {
            throw Refused.because(Problem.of("publish.refused", draft.head().name(), faults.size()), faults);
        }
    }

    /** Takes a published package off sale, or puts it on sale again. */
    public void sell(long id, boolean onSale) {
        db.change(session -> {
            var head = Packages.head(session, id);
            if (head.state() == PackageState.DRAFT) {
                throw Refused.because("package.not-published", head.name());
            }
            Packages.become(session, id, onSale ? PackageState.PUBLISHED : PackageState.WITHDRAWN);
        });
    }

    /** What the draft changes against the newest published version; everything, when there is none. */
    public List<Difference> differences(long id) {
        return db.transaction(session -> {
            var draft = shown(session, id, requireDraft(session, id));
            var before = Versions.published(session, new PackageId(id));
            return Difference.between(
                    before.isEmpty()
                            ? Map.of()
                            : PackageText.of(shown(session, id, before.get()).input()),
                    PackageText.of(draft.input()));
        });
    }

    /** The last closed month on the draft's terms. Refused while the terms themselves are wrong. */
    public Simulation simulate(long id, @Nullable YearMonth month) {
        var last = YearMonth.now(clock).minusMonths(1);
        var chosen = month == null ? last : month;
        if (chosen.isAfter(last)) {
            throw Refused.because("simulation.month", chosen, last);
        }
        var draft = draft(id);
        Publishing.requireTerms(draft);
        return db.transaction(session -> Simulation.of(session, draft.version(), draft.offer(), chosen));
    }

    private static void requireRevision(Version draft, int revision) {
        if (revision != 0 && revision != draft.revision()) {
            throw Refused.conflict("draft.changed", draft.number());
        }
    }

    /** One after the other, so that two with the same name, or two drafts of one package, meet each other's row. */
    private static void lock(Session session) throws SQLException {
        session.update("lock table service_package in share row exclusive mode");
    }

    private static Version requireDraft(Session session, long id) throws SQLException {
        var head = Packages.head(session, id);
        return Versions.draft(session, new PackageId(id)).orElseThrow(() -> Refused.because("draft.none", head.name()));
    }

    private static Map<Long, String> serverNames(Session session) throws SQLException {
        var names = new HashMap<Long, String>();
        session.each("select id, name from servers", row -> names.put(row.number("id"), row.text("name")));
        return names;
    }
}
