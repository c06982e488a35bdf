package org.vimeter.vmmanager.wire;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The authorities' trust, for one name. Requests go to an address, and the JDK takes a certificate for that address where it
 * is not for the name; whoever answers at a forged address could have one. So the name is required here.
 */
final class NamedCertificate extends DelegatingTrust {
    private static final int DNS_NAME = 2;

    private final String host;

    NamedCertificate(String host, X509ExtendedTrustManager authorities) {
        super(authorities);
        this.host = host.toLowerCase(Locale.ROOT);
    }

    @Override
    void check(X509Certificate[] chain, Judgement authorities) throws CertificateException {
        authorities.pass();
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
}
