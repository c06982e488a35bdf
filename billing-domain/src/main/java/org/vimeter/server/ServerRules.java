package org.vimeter.server;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vimeter.input.Fields;
import org.vimeter.input.Texts;
import org.vimeter.server.Server.Days;

/** Reads which addresses, days and certificates a server may have. */
final class ServerRules {
    private static final int MOST_PORTS = 65_535;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final URI NOWHERE = URI.create("http://nowhere.invalid/");

    private final Fields fields;

    ServerRules(Fields fields) {
        this.fields = fields;
    }

    URI address(@Nullable String text) {
        var plain = Texts.plain(text);
        try {
            var url = URI.create(plain);
            if (isFit(url)) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // said below, as of any other text that is no address
        }
        fields.faults.add("url", plain.isEmpty() ? "field.missing" : "server.address", plain);
        return NOWHERE;
    }

    private static boolean isFit(URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean port = url.getPort() == -1 || (url.getPort() > 0 && url.getPort() <= MOST_PORTS);
        return web && port && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null;
    }

    /** Whether two addresses are spellings of one: of letters, of the port that goes without saying, of the path. */
    static boolean isSame(URI one, URI other) {
        return canonical(one).equals(canonical(other));
    }

    private static String canonical(URI url) {
        int port = url.getPort() == -1 ? (url.getScheme().equals("https") ? HTTPS : HTTP) : url.getPort();
        var host = url.getHost() == null
                ? ""
                : url.getHost().toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
        var path = url.normalize().getPath().replaceAll("/+$", "");
        return host + ":" + port + path;
    }

    Days days(@Nullable String zone, @Nullable String collectAt) {
        return new Days(zone(Texts.plain(zone)), time(Texts.plain(collectAt)));
    }

    private ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            fields.faults.add("zone", text.isEmpty() ? "field.missing" : "server.zone", text);
            return ZoneId.of("UTC");
        }
    }

    private LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            fields.faults.add("collectAt", "server.time", text);
            return LocalTime.MIDNIGHT;
        }
    }

    /** Lower-case hex without separators, or null for none. */
    @Nullable
    String certificate(@Nullable String text, URI url) {
        var hex = Texts.plain(text).replaceAll("[: ]", "").toLowerCase(Locale.ROOT);
        if (!hex.isEmpty() && !hex.matches("[0-9a-f]{64}")) {
            fields.faults.add("certificate", "server.certificate");
        }
        if (!hex.isEmpty() && "http".equals(url.getScheme())) {
            fields.faults.add("certificate", "server.plain", url);
        }
        return hex.isEmpty() ? null : hex;
    }
}
