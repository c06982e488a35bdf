package org.vimeter.db;

import java.sql.SQLException;

/** The database refused or failed; the transaction is rolled back. */
public final class DbFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String BAD_TEXT = "22021";

    public DbFault(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** True when the row was there already. */
    public boolean isDuplicate() {
        return isDuplicate(this);
    }

    /** The same of whatever layer threw it. */
    public static boolean isDuplicate(Throwable fault) {
        return hasState(fault, UNIQUE_VIOLATION);
    }

    /** A text held characters that PostgreSQL cannot store, such as NUL. */
    public static boolean isBadText(Throwable fault) {
        return hasState(fault, BAD_TEXT);
    }

    private static boolean hasState(Throwable fault, String state) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && state.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
