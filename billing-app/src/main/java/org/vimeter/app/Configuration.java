package org.vimeter.app;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.vimeter.address.Network;
import org.vimeter.dailyrun.Brakes;
import org.vimeter.recurring.RenewalBrakes;
import org.vimeter.schedule.TimerSettings;
import org.vimeter.vmmanager.wire.Networks;
import org.vimeter.web.login.ProviderSettings;
import org.vimeter.web.security.PortalSettings;

/**
 * The whole configuration, read once. docs/configuration.md explains every key; what a value may be was asked before the start,
 * by {@code org.vimeter.boot.Keys}.
 *
 * @param node its name among several
 * @param sealing keys of 32 bytes in Base64, the one that seals first; empty for one of our own, kept in the data folder
 * @param acceptUnbound whether values are read that an early build sealed without naming what they belong to
 * @param networks where servers may be
 */
record Configuration(
        Path data,
        String node,
        boolean demo,
        Admin admin,
        List<String> sealing,
        boolean acceptUnbound,
        int chunk,
        Brakes brakes,
        RenewalBrakes renewalBrakes,
        Networks networks,
        Door door,
        TimerSettings timer,
        PortalSettings portal,
        ProviderSettings provider) {
    private static final String GENERATED = "generated";
    private static final String NONE = "none";

    /**
     * The staff login of an empty database.
     *
     * @param password null for one that is made up and shown once
     */
    record Admin(String name, @Nullable String password) {}

    /**
     * @param connections at once from one address
     * @param seconds that a request may take to arrive
     */
    record Door(int connections, int seconds) {}

    /** Its texts, without the prefix of all keys. */
    record Source(Config config) {
        String text(String key) {
            return config.getValue("vimeter." + key, String.class);
        }

        @Nullable
        String textUnless(String word, String key) {
            var text = text(key);
            return text.equals(word) ? null : text;
        }

        int whole(String key) {
            return config.getValue("vimeter." + key, Integer.class);
        }

        BigDecimal amount(String key) {
            return config.getValue("vimeter." + key, BigDecimal.class);
        }

        boolean flag(String key) {
            return config.getValue("vimeter." + key, Boolean.class);
        }
    }

    static Configuration read(Config config) {
        var source = new Source(config);
        return new Configuration(
                Path.of(source.text("data")),
                node(source),
                source.flag("demo"),
                new Admin(source.text("admin.name"), source.textUnless(GENERATED, "admin.password")),
                sealing(source),
                source.text("secret.unbound").equals("accept"),
                source.whole("chunk"),
                brakes(source),
                renewalBrakes(source),
                networks(source),
                new Door(source.whole("http.connections"), source.whole("http.seconds")),
                timer(source),
                portal(source),
                provider(source));
    }

    /** Without a name, one that tells processes on this machine apart. */
    private static String node(Source source) {
        var name = source.textUnless(GENERATED, "node");
        return name == null ? "process " + ProcessHandle.current().pid() : name;
    }

    private static List<String> sealing(Source source) {
        var keys = source.textUnless(GENERATED, "secret.key");
        return keys == null
                ? List.of()
                : Arrays.stream(keys.split(",", -1)).map(String::strip).toList();
    }

    private static Brakes brakes(Source source) {
        return new Brakes(
                source.amount("brake.debit.factor"),
                source.amount("brake.debit.floor"),
                source.whole("brake.suspend.percent"),
                source.whole("brake.suspend.floor"),
                source.amount("brake.account.factor"),
                source.amount("brake.account.floor"),
                source.amount("brake.service.floor"),
                source.whole("run.missing.percent"));
    }

    private static RenewalBrakes renewalBrakes(Source source) {
        return new RenewalBrakes(
                source.whole("catch-up.days"),
                source.amount("brake.debit.factor"),
                source.amount("brake.service.floor"),
                source.amount("brake.debit.floor"),
                source.amount("brake.account.factor"),
                source.amount("brake.account.floor"));
    }

    /** The demo's servers are simulated on this machine, where servers may not be otherwise. */
    private static Networks networks(Source source) {
        var networks = source.text("server.networks");
        boolean simulated = source.flag("demo") && networks.equals(Networks.DEFAULT);
        return new Networks(simulated ? "127.0.0.0/8" : networks);
    }

    private static TimerSettings timer(Source source) {
        return new TimerSettings(source.flag("collect.automatic"), Duration.parse(source.text("clock.offset")));
    }

    private static PortalSettings portal(Source source) {
        var proxies = source.textUnless(NONE, "proxies");
        return new PortalSettings(
                source.textUnless(NONE, "url"),
                proxies == null ? List.of() : Network.list(proxies),
                source.flag("api.basic"),
                source.whole("http.requests"),
                source.whole("http.rate"));
    }

    private static ProviderSettings provider(Source source) {
        return new ProviderSettings(
                source.textUnless(NONE, "oidc.issuer"),
                source.text("oidc.client.id"),
                source.text("oidc.client.secret"),
                source.text("oidc.title"));
    }
}
