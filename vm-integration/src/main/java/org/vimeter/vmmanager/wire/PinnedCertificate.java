package org.vimeter.vmmanager.wire;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate, while it is valid, and no other. The host's name is not compared: who holds the key of exactly
 * this certificate is the server, whatever name a self-signed certificate carries.
 */
final class PinnedCertificate extends X509ExtendedTrustManager {
    private final String sha256;

    private PinnedCertificate(String sha256) {
        this.sha256 = sha256;
    }

    /** The server showed another certificate. */
    static final class Other extends CertificateException {
        private static final long serialVersionUID = 1L;
        private final String shown;

        Other(String shown) {
            super("another certificate: " + shown);
            this.shown = shown;
        }

        String sha256() {
            return shown;
        }
    }

    static SSLContext context(String sha256) {
        return context(new TrustManager[] {new PinnedCertificate(sha256)});
    }

    static SSLContext context(TrustManager[] trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        var shown = sha256(chain[0]);
        if (!shown.equals(sha256)) {
            throw new Other(shown);
        }
        chain[0].checkValidity();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("Vimeter is a client here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
