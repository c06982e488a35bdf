package org.vimeter.enforcement;

/** Why a suspension was lifted. */
public enum Lift {
    PERSON,
    /** The accounting period whose limit was reached is over. */
    PERIOD,
    FUNDS,
    /** The limit is reached no more: by a correction, a delivery, another limit or another price. */
    RELIEF,
    /** The limit was one of the package that the service had before. */
    PACKAGE,
    /** The service has ended. */
    END
}
