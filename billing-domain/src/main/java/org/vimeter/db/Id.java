package org.vimeter.db;

/**
 * The number of a row, of a type of its own: an account's is not to be taken for a service's, or the wrong one pays.
 * Bound to a statement it is the number, and as a text too.
 */
public interface Id {
    long value();
}
