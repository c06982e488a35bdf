package org.vimeter.offer;

/** How an add-on of a package is billed. */
public enum Rule {
    /** The VM has the value, and the package's price covers it. */
    INCLUDED,
    /** The client chooses how much, between a minimum and a maximum. */
    ON_ORDER,
    /** The client chooses one of several elements. */
    ENUMERATION,
    /** Counted every day by the server. */
    METERED
}
