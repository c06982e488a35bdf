package org.vimeter.lease;

import java.sql.SQLException;
import org.vimeter.db.Db;
import org.vimeter.db.Session;

/** Asked first in every transaction that a lease guards. */
public interface Fence {
    /** For a dry run: what it writes is rolled back, so it may run beside anything. */
    Fence NONE = session -> {};

    void check(Session session) throws SQLException;

    /** Writes something, if the lease is still held. */
    default void change(Db db, Db.Change change) {
        db.change(session -> {
            check(session);
            change.in(session);
        });
    }

    /** As {@link #change}, for what gives something back. */
    default <T> T transaction(Db db, Db.Work<T> work) {
        return db.transaction(session -> {
            check(session);
            return work.in(session);
        });
    }

    /** Lets go in the same transaction that says that the work is done, so that nobody who reads so finds it held. */
    default void release(Session session) throws SQLException {}
}
