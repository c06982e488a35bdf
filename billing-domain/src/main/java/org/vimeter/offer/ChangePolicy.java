package org.vimeter.offer;

/** What a client may do to a quantity once the service runs. */
public enum ChangePolicy {
    FORBIDDEN,
    ALLOWED,
    UP_ONLY,
    DOWN_ONLY
}
