package org.vimeter.server;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Row;
import org.vimeter.db.Session;

/**
 * An operating system image that a server offers.
 *
 * @param minMemory bytes below which a VM with it is not sold; null for none
 * @param minDisk the same for its disk
 * @param listed the server still had it when it was read last
 */
public record DiskImage(
        long id,
        long serverId,
        String server,
        String name,
        @Nullable Long minMemory,
        @Nullable Long minDisk,
        boolean listed,
        Instant readAt) {
    private static final String ALL =
            "select i.*, s.name as server from disk_image i join server s on s.id = i.server_id";

    /** What these servers offer now. */
    public static List<DiskImage> on(Session session, Collection<Long> servers) throws SQLException {
        return session.list(
                ALL + " where i.listed and i.server_id = any(?) order by i.name, s.name",
                DiskImage::from,
                session.ids(servers));
    }

    public static Optional<DiskImage> byId(Session session, long id) throws SQLException {
        return session.find(ALL + " where i.id = ?", DiskImage::from, id);
    }

    public static DiskImage from(Row row) throws SQLException {
        return new DiskImage(
                row.number("id"),
                row.number("server_id"),
                row.text("server"),
                row.text("name"),
                row.numberOrNull("min_memory"),
                row.numberOrNull("min_disk"),
                row.flag("listed"),
                row.instant("read_at"));
    }
}
