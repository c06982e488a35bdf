package org.vimeter.vmmanager.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Timer;
import java.util.TimerTask;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Problem;
import org.vimeter.vm.Certificate;
import org.vimeter.vm.ServerFault;

/** Looks at the certificate of an address: a handshake that ends before anything is sent. */
final class CertificateLook {
    private static final Logger LOG = Logger.getLogger(CertificateLook.class.getName());
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int HTTPS_PORT = 443;

    private final URI url;
    private final Networks networks;
    private volatile @Nullable Socket open;
    private final Noting noting = new Noting(Authorities.ofSystem());

    private CertificateLook(URI url, Networks networks) {
        this.url = url;
        this.networks = networks;
    }

    static Certificate at(URI url, Networks networks) throws ServerFault {
        return new CertificateLook(url, networks).look();
    }

    /** However slowly it answers, it has this long; a socket's own timeout begins anew with each byte. */
    private void shakeHandsInTime() throws IOException, Networks.Forbidden {
        var timer = new Timer("certificate look", true);
        try {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            close();
                        }
                    },
                    2L * TIMEOUT_MILLIS);
            shakeHands();
        } finally {
            timer.cancel();
        }
    }

    private void close() {
        try (var socket = open) {
            LOG.fine(() -> url.getHost() + " was too slow with its handshake: " + socket);
        } catch (IOException e) {
            LOG.fine(() -> "The handshake with " + url.getHost() + " is over: " + e);
        }
    }

    private Certificate look() throws ServerFault {
        boolean trusted = false;
        var said = "it closed the connection";
        try {
            shakeHandsInTime();
            trusted = true;
        } catch (Networks.Forbidden e) {
            throw new ServerFault(Problem.of("server.forbidden", url, String.valueOf(e.getMessage())), true);
        } catch (IOException e) {
            said = String.valueOf(
                    e.getMessage()); // without trust the handshake fails too, and the certificate is noted
        }
        var shown = noting.shown;
        if (shown == null) {
            throw new ServerFault(Problem.of("server.no-tls", url.getHost(), url, said), true);
        }
        return certificate(shown, trusted);
    }

    private void shakeHands() throws IOException, Networks.Forbidden {
        int port = url.getPort() < 0 ? HTTPS_PORT : url.getPort();
        try (var plain = new Socket()) {
            open = plain;
            plain.connect(new InetSocketAddress(networks.resolve(url), port), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            var sockets = PinnedCertificate.context(new TrustManager[] {noting}).getSocketFactory();
            try (var tls = (SSLSocket) sockets.createSocket(plain, url.getHost(), port, true)) {
                shakeHands(tls);
            }
        }
    }

    private static void shakeHands(SSLSocket tls) throws IOException {
        var parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
    }

    private static Certificate certificate(X509Certificate shown, boolean trusted) {
        try {
            return new Certificate(
                    PinnedCertificate.sha256(shown),
                    shown.getSubjectX500Principal().getName(),
                    shown.getIssuerX500Principal().getName(),
                    shown.getNotBefore().toInstant(),
                    shown.getNotAfter().toInstant(),
                    trusted);
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The system's trust, which notes what was shown before it judges. */
    private static final class Noting extends DelegatingTrust {
        private @Nullable X509Certificate shown;

        Noting(X509ExtendedTrustManager system) {
            super(system);
        }

        @Override
        void check(X509Certificate[] chain, Judgement system) throws CertificateException {
            shown = chain[0];
            system.pass();
        }
    }
}
