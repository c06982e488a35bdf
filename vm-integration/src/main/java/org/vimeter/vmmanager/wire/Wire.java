package org.vimeter.vmmanager.wire;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.vimeter.vm.CallCount;
import org.vimeter.vm.Certificate;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;

/**
 * The one place that calls go out from: what all servers share.
 *
 * <p>A name is resolved here, checked, and the request goes to that address and not to the name, which could lead elsewhere a
 * moment later. The name still goes along: in the Host header, and in TLS, where the certificate is checked against it.
 */
public final class Wire {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    static {
        allowHostHeader();
    }

    private final Networks networks;
    private final CallLog log;
    private final X509ExtendedTrustManager authorities;
    private final Map<Trust, HttpClient> clients = new ConcurrentHashMap<>();
    private final Map<Limits, Gate> gates = new ConcurrentHashMap<>();

    public Wire(Networks networks, CallLog log) {
        this(networks, log, Authorities.ofSystem());
    }

    Wire(Networks networks, CallLog log, X509ExtendedTrustManager authorities) {
        this.networks = networks;
        this.log = log;
        this.authorities = authorities;
    }

    /**
     * Clients cannot be closed, so there is one for each name and pinned certificate that they talk to. Each has TLS sessions
     * of its own: one that was opened under another name, and checked against that, must not be resumed.
     */
    private record Trust(String host, @Nullable String pin) {}

    private record Limits(long server, int atOnce, int perSecond) {}

    public Http to(ServerConnection server) {
        var pin = server.certificate();
        var client = clients.computeIfAbsent(new Trust(server.url().getHost(), pin), this::client);
        var limits = new Limits(
                server.id(),
                server.dialect().pace().atOnce(),
                server.dialect().pace().perSecond());
        var gate = gates.computeIfAbsent(limits, one -> new Gate(one.atOnce(), one.perSecond()));
        return new Http(server, networks, client, gate, log);
    }

    public List<CallCount> calls(long serverId) {
        return log.of(serverId);
    }

    /** The certificate at an https address, which no secret is sent to. */
    public Certificate certificate(URI url) throws ServerFault {
        return CertificateLook.at(url, networks);
    }

    private HttpClient client(Trust trust) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER);
        var names = names(trust.host());
        var parameters = new SSLParameters();
        parameters.setServerNames(names);
        var trusted = names.isEmpty() ? authorities : new NamedCertificate(trust.host(), authorities);
        client.sslContext(
                trust.pin() == null
                        ? PinnedCertificate.context(new TrustManager[] {trusted})
                        : PinnedCertificate.context(trust.pin()));
        return client.sslParameters(parameters).build();
    }

    /** None for an address, and for what TLS does not take as a name: then the address is what the certificate must be for. */
    private static List<SNIServerName> names(String host) {
        try {
            boolean address = host.contains(":") || host.matches("[0-9.]+");
            return address ? List.of() : List.of(new SNIHostName(host));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The JDK's client lets the Host header be set only if this property says so before the client is first used. */
    private static void allowHostHeader() {
        var property = "jdk.httpclient.allowRestrictedHeaders";
        var before = System.getProperty(property);
        System.setProperty(property, before == null ? "host" : before + ",host");
        try {
            HttpRequest.newBuilder().header("Host", "vimeter");
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Start Java with -D" + property + "=host: no server can be called without", e);
        }
    }
}
