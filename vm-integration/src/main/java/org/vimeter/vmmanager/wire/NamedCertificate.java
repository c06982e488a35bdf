package org.vimeter.vmmanager.wire;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The authorities' trust, for one name. Requests go to an address, and the JDK takes a certificate for that address where it
 * is not for the name; whoever answers at a forged address could have one. So the name is required here.
 */
final class NamedCertificate extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;

    private final String host;
    private final X509ExtendedTrustManager authorities;

    NamedCertificate(String host, X509ExtendedTrustManager authorities) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.authorities = authorities;
    }

    private void requireName(X509Certificate[] chain) throws CertificateException {
        var names = chain[0].getSubjectAlternativeNames();
        if (names != null) {
            for (var name : names) {
                if (name.get(0).equals(DNS_NAME) && isFor(String.valueOf(name.get(1)))) {
                    return;
                }
            }
        }
        throw new CertificateException("No subject alternative name is " + host);
    }

    private boolean isFor(String pattern) {
        var plain = pattern.toLowerCase(Locale.ROOT);
        if (!plain.startsWith("*.")) {
            return plain.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(plain.substring(1)) && plain.indexOf('.', 2) > 0;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        authorities.checkServerTrusted(chain, authType, engine);
        requireName(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        authorities.checkServerTrusted(chain, authType, socket);
        requireName(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        authorities.checkServerTrusted(chain, authType);
        requireName(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        authorities.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        authorities.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        authorities.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
