package org.vimeter.overview;

import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.db.Part;

/** The list of services, without what they use. */
public final class ServiceLines {
    private static final String AFTER = """
            select s.*, p.name as package_name, m.state,
                    exists (select 1 from suspensions u where u.service_id = s.id and u.lifted_at is null) as suspended
                from services s join service_packages p on p.id = s.package_id left join vm_states m on m.service_id = s.id
                where s.id > ? and (?::bigint is null or s.account_id = ?::bigint)
                    and (?::bigint is null or s.server_id = ?::bigint) and (?::bigint is null or s.package_id = ?::bigint)
                    and (?::boolean is null or (s.last_day is not null) = ?::boolean)
                order by s.id limit ?
            """;

    private final Db db;

    public ServiceLines(Db db) {
        this.db = db;
    }

    /** Only what has all that is not null. */
    public record Filter(
            @Nullable Long account,
            @Nullable Long server,
            @Nullable Long servicePackage,
            @Nullable Boolean ended) {}

    /** By number, after a given one. */
    public Part<ServiceLine> after(Filter filter, long after, int limit) {
        var found = db.list(
                AFTER,
                ServiceLine::from,
                after,
                filter.account(),
                filter.account(),
                filter.server(),
                filter.server(),
                filter.servicePackage(),
                filter.servicePackage(),
                filter.ended(),
                filter.ended(),
                limit + 1);
        return Part.of(found, limit);
    }
}
