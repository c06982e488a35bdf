package org.vimeter.lease;

import java.sql.SQLException;
import org.vimeter.db.Session;

/** Asked first in every transaction that a lease guards. */
public interface Fence {
    /** For a dry run: what it writes is rolled back, so it may run beside anything. */
    Fence NONE = session -> {};

    void check(Session session) throws SQLException;

    /** Lets go in the same transaction that says that the work is done, so that nobody who reads so finds it held. */
    default void release(Session session) throws SQLException {}
}
