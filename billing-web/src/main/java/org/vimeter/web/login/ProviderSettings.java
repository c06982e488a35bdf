package org.vimeter.web.login;

import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect provider.
 *
 * @param issuer its address; null without one
 * @param title what the button calls it
 */
public record ProviderSettings(@Nullable String issuer, String clientId, String clientSecret, String title) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "OpenID Connect at " + issuer;
    }
}
