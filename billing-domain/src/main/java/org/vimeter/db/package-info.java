/**
 * Plain JDBC for the nightly path: a connection, a transaction, a row. Owns the schema's migrations.
 *
 * <p>Invariants: SQL text is constant and every value is a parameter; a transaction commits whole or not at all.
 */
@NullMarked
package org.vimeter.db;

import org.jspecify.annotations.NullMarked;
