package org.vimeter.vmmanager.wire;

import java.security.cert.CertificateException;

/** What the authorities say. */
interface Judgement {
    void pass() throws CertificateException;
}
