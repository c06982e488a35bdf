package org.vimeter.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a self-signed certificate as VMmanager has one, made by the JDK's own keytool. */
public final class SelfSigned {
    private static final String PASSWORD = "changeit";

    private SelfSigned() {}

    /** @param options further ones of keytool, such as {@code -startdate -10d} */
    public static SSLContext context(Path folder, String... options) {
        var file = folder.resolve("key" + System.nanoTime() + ".p12");
        try {
            make(file, options);
            var store = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("No self-signed certificate could be made in " + folder, e);
        }
    }

    /** The same as two files in PEM, as other servers want them. */
    public static void pem(Path keyFile, Path certificateFile) {
        var file = keyFile.resolveSibling("key" + System.nanoTime() + ".p12");
        try {
            make(file);
            var store = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            var key = store.getKey("vm", PASSWORD.toCharArray()).getEncoded();
            Files.writeString(keyFile, pem("PRIVATE KEY", key));
            Files.writeString(
                    certificateFile,
                    pem("CERTIFICATE", store.getCertificate("vm").getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("No self-signed certificate could be made in " + keyFile, e);
        }
    }

    private static String pem(String kind, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    private static void make(Path file, String... options) throws IOException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var command = new ArrayList<>(List.of(keytool.toString(), "-genkeypair", "-alias", "vm", "-keyalg", "EC"));
        command.addAll(List.of("-dname", "CN=vmmanager.example", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", file.toString()));
        command.addAll(List.of(options));
        try {
            int exit = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("keytool ended with " + exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
