package org.vimeter.server;

import java.time.Clock;
import org.vimeter.catalog.Units;
import org.vimeter.db.Db;
import org.vimeter.input.Fields;
import org.vimeter.problem.Faults;
import org.vimeter.problem.Refused;
import org.vimeter.vm.ServerFault;

/** The disk images of servers, as they were read last, and what staff say of them. */
public final class DiskImages {
    private static final String LISTED = """
            insert into disk_image (server_id, name, read_at) select ?, n, ? from unnest(?::text[]) as n
                on conflict (server_id, name) do update set listed = true, read_at = excluded.read_at
            """;

    private static final int LONGEST_NAME = 200;

    private final Db db;
    private final Connections connections;
    private final Clock clock;

    public DiskImages(Db db, Connections connections, Clock clock) {
        this.db = db;
        this.connections = connections;
        this.clock = clock;
    }

    /** Reads the disk images of a server; those that it no longer lists stay, marked. Returns how many it lists. */
    public int read(long id) {
        var connection = connections.of(id);
        try {
            var names = connections.connect(connection).images().stream()
                    .filter(name ->
                            name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl))
                    .distinct()
                    .toList();
            if (names.isEmpty()) {
                throw Refused.because("images.none", connection.name());
            }
            var now = clock.instant();
            db.change(session -> {
                session.update("update disk_image set listed = false where server_id = ?", id);
                session.update(LISTED, id, now, session.texts(names));
            });
            return names.size();
        } catch (ServerFault fault) {
            throw Refused.because(fault.problem());
        }
    }

    public DiskImage image(long id) {
        return db.transaction(session -> DiskImage.byId(session, id))
                .orElseThrow(() -> Refused.unknown("image.unknown", id));
    }

    public void change(long id, ImageInput input) {
        image(id);
        var fields = new Fields(new Faults());
        var units = db.transaction(session -> Units.load(session).byName());
        var memory = fields.quantity("memory", input.memory, units.get("MiB"));
        var disk = fields.quantity("disk", input.disk, units.get("GiB"));
        fields.faults.refuseIfAny();
        db.update("update disk_image set min_memory = ?::bigint, min_disk = ?::bigint where id = ?", memory, disk, id);
    }
}
