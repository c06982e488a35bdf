package org.vimeter.web.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Refused;
import org.vimeter.web.security.PortalSettings;

/**
 * An OpenID Connect provider, off until it is configured: authorization code with PKCE, state and nonce, the ID token checked
 * against the provider's own keys. What it says of names, groups and mail addresses is not listened to.
 */
@Singleton
public class Provider {
    static final String CALLBACK = "/login/provider/callback";
    private static final Logger LOG = Logger.getLogger(Provider.class.getName());
    private static final int TIMEOUT_MILLIS = 5000;
    private static final int LARGEST = 1 << 20;

    @Inject
    private ProviderSettings settings;

    @Inject
    private PortalSettings portal;

    private @Nullable OIDCProviderMetadata metadata;

    /** What a way to the provider and back must remember. */
    record Trip(String state, String nonce, String verifier) {
        static Trip begin() {
            return new Trip(new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue());
        }
    }

    boolean isOn() {
        return settings.issuer() != null && portal.url() != null;
    }

    /** What the button calls it; empty when there is none. */
    String title() {
        return isOn() ? settings.title() : "";
    }

    String issuer() {
        return String.valueOf(settings.issuer());
    }

    /** Where the browser goes to say who it is. */
    URI address(Trip trip) {
        try {
            return new AuthenticationRequest.Builder(
                            ResponseType.CODE,
                            new Scope(OIDCScopeValue.OPENID),
                            new ClientID(settings.clientId()),
                            callback())
                    .endpointURI(metadata().getAuthorizationEndpointURI())
                    .state(new State(trip.state()))
                    .nonce(new Nonce(trip.nonce()))
                    .codeChallenge(new CodeVerifier(trip.verifier()), CodeChallengeMethod.S256)
                    .build()
                    .toURI();
        } catch (IOException | ParseException e) {
            throw refused("no answer", e);
        }
    }

    /** Who came back, as the provider numbers him. */
    String subject(String code, Trip trip) {
        try {
            var provider = metadata();
            var request = tokenRequest(provider, code, trip).toHTTPRequest();
            var answer = OIDCTokenResponseParser.parse(bounded(request).send());
            if (!answer.indicatesSuccess()) {
                throw refused(
                        String.valueOf(answer.toErrorResponse().getErrorObject().getCode()), null);
            }
            var idToken = answer.toSuccessResponse().getTokens().toOIDCTokens().getIDToken();
            var validator = new IDTokenValidator(
                    new Issuer(issuer()),
                    new ClientID(settings.clientId()),
                    JWSAlgorithm.parse(idToken.getHeader().getAlgorithm().getName()),
                    provider.getJWKSetURI().toURL(),
                    retriever());
            return validator
                    .validate(idToken, new Nonce(trip.nonce()))
                    .getSubject()
                    .getValue();
        } catch (IOException | ParseException e) {
            throw refused("no answer", e);
        } catch (BadJOSEException | JOSEException | IllegalArgumentException e) {
            throw refused("bad token", e);
        }
    }

    private TokenRequest tokenRequest(OIDCProviderMetadata provider, String code, Trip trip) {
        var client = new ClientSecretBasic(new ClientID(settings.clientId()), new Secret(settings.clientSecret()));
        var grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), callback(), new CodeVerifier(trip.verifier()));
        return new TokenRequest.Builder(provider.getTokenEndpointURI(), client, grant).build();
    }

    private synchronized OIDCProviderMetadata metadata() throws IOException, ParseException {
        var known = metadata;
        if (known == null) {
            known = read();
            metadata = known;
        }
        return known;
    }

    private OIDCProviderMetadata read() throws IOException, ParseException {
        var well = URI.create(issuer().replaceAll("/$", "") + "/.well-known/openid-configuration");
        var text = retriever().retrieveResource(well.toURL()).getContent();
        var read = OIDCProviderMetadata.parse(text);
        if (!read.getIssuer().getValue().equals(issuer())) {
            throw new ParseException("The provider calls itself " + read.getIssuer() + ", not " + issuer());
        }
        return read;
    }

    private URI callback() {
        try {
            return new URI(portal.url() + CALLBACK);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("VIMETER_URL is not an address: " + portal.url(), e);
        }
    }

    private static DefaultResourceRetriever retriever() {
        return new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST);
    }

    private static HTTPRequest bounded(HTTPRequest request) {
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        request.setFollowRedirects(false);
        return request;
    }

    private static Refused refused(String why, @Nullable Exception cause) {
        LOG.log(Level.WARNING, "The OpenID Connect provider let nobody in: " + why, cause);
        return Refused.because("login.provider", why);
    }
}
