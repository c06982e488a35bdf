package org.vimeter.lease;

import java.sql.SQLException;
import org.vimeter.db.Session;

/** Asked first in every transaction that a lease guards. */
public interface Fence {
    /** For a dry run: what it writes is rolled back, so it may run beside anything. */
    Fence NONE = session -> {};

    void check(Session session) throws SQLException;
}
