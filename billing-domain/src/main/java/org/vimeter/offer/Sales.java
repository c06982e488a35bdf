package org.vimeter.offer;

import java.util.List;
import org.vimeter.db.Db;

/** Which packages are sold on which servers, to choose from. */
public final class Sales {
    private final Db db;

    public Sales(Db db) {
        this.db = db;
    }

    public record Choice(long id, String name) {}

    /** The servers on which some published version of a package is sold. */
    public List<Choice> serversOf(PackageId packageId) {
        return db.list("""
                select distinct v.id, v.name from servers v join package_server s on s.server_id = v.id
                        join package_version p on p.id = s.version_id
                    where p.package_id = ? and p.state = 'PUBLISHED' order by v.name
                """, row -> new Choice(row.number("id"), row.text("name")), packageId);
    }

    /** The packages on sale that some published version sells on a server. */
    public List<Choice> packagesOn(long serverId) {
        return db.list("""
                select distinct p.id, p.name from service_package p join package_version v on v.package_id = p.id
                        join package_server s on s.version_id = v.id
                    where p.state = 'PUBLISHED' and v.state = 'PUBLISHED' and s.server_id = ? order by p.name
                """, row -> new Choice(row.number("id"), row.text("name")), serverId);
    }
}
