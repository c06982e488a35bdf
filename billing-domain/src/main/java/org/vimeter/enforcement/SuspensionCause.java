package org.vimeter.enforcement;

/** Why a service should be stopped. Several can hold at once; it runs again when none does. */
public enum SuspensionCause {
    LIMIT,
    FUNDS,
    STAFF,
    ABUSE,
    CLIENT
}
