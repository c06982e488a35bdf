package org.vimeter.db;

import java.sql.SQLException;

/** The database refused or failed; the transaction is rolled back. */
public final class DbFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";

    public DbFault(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** True when the row was there already. */
    public boolean isDuplicate() {
        return getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState());
    }
}
