package org.vimeter.vm;

import java.time.Instant;
import java.util.Locale;

/**
 * The certificate that a server shows.
 *
 * @param sha256 of its encoded form, lower-case hex
 * @param trusted the system's certificate authorities vouch for it and for the host's name
 */
public record Certificate(
        String sha256, String subject, String issuer, Instant validFrom, Instant validTo, boolean trusted) {

    /** In pairs, as certificates are usually compared. */
    public String fingerprint() {
        return sha256.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
    }
}
