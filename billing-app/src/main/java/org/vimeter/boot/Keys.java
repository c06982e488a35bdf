package org.vimeter.boot;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The keys of the configuration and what each may be, asked before anything is started: what is wrong is said then, with where it
 * comes from, and not at the first night that needs it. {@code docs/configuration.md} tells people what they mean.
 */
final class Keys {
    private static final String PREFIX = "vimeter.";
    private static final int KEY_BYTES = 32;
    private static final Pattern NETWORK =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}(/([12]?\\d|3[0-2]))?"
                    + "|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]*(/(\\d{1,2}|1[01]\\d|12[0-8]))?");

    /** @param words what it may be, to be read after “Give it” */
    private record Rule(String words, Predicate<String> allows, boolean secret) {
        static Rule of(String words, Predicate<String> allows) {
            return new Rule(words, allows, false);
        }

        Rule asSecret() {
            return new Rule(words, allows, true);
        }
    }

    private static final Rule TEXT = Rule.of("a text", text -> true);
    private static final Rule FLAG = Rule.of("true or false", text -> text.matches("true|false"));
    private static final Rule FACTOR = Rule.of("a number of zero or more, as in 2.5", text -> decimal(text) >= 0);
    private static final Rule AMOUNT = Rule.of("an amount of zero or more, as in 1000", text -> decimal(text) >= 0);
    private static final Rule PERCENT = whole(0, 1000);
    private static final Rule NETWORKS = Rule.of(
            "networks such as 10.1.0.0/16, 2001:db8::/32, between commas",
            text -> Arrays.stream(text.split(",", -1)).allMatch(Keys::isNetwork));

    private static final Map<String, Rule> RULES = new TreeMap<>(Map.ofEntries(
            Map.entry("data", TEXT),
            Map.entry(
                    "db.url",
                    Rule.of(
                            "embedded, or an address such as jdbc:postgresql://host/database",
                            text -> text.matches("embedded|jdbc:postgresql:.+"))),
            Map.entry("db.user", TEXT),
            Map.entry("db.password", TEXT.asSecret()),
            Map.entry("db.durable", Rule.of("default, true or false", text -> text.matches("default|true|false"))),
            Map.entry(
                    "secret.key",
                    Rule.of(
                                    "generated, or keys of 32 bytes in Base64, between commas",
                                    text -> text.equals("generated")
                                            || Arrays.stream(text.split(",", -1))
                                                    .allMatch(Keys::isKey))
                            .asSecret()),
            Map.entry("secret.unbound", Rule.of("refuse or accept", text -> text.matches("refuse|accept"))),
            Map.entry("admin.name", TEXT),
            Map.entry("admin.password", TEXT.asSecret()),
            Map.entry("node", TEXT),
            Map.entry("collect.automatic", FLAG),
            Map.entry("chunk", whole(1, 100_000)),
            Map.entry("brake.debit.factor", FACTOR),
            Map.entry("brake.debit.floor", AMOUNT),
            Map.entry("brake.suspend.percent", PERCENT),
            Map.entry("brake.suspend.floor", whole(0, Integer.MAX_VALUE)),
            Map.entry("brake.account.factor", FACTOR),
            Map.entry("brake.account.floor", AMOUNT),
            Map.entry("brake.service.floor", AMOUNT),
            Map.entry("run.missing.percent", PERCENT),
            Map.entry("catch-up.days", whole(1, 3650)),
            Map.entry("server.networks", or("default", NETWORKS)),
            Map.entry(
                    "url",
                    or("none", Rule.of("an address such as https://billing.example, without a path", Keys::isOrigin))),
            Map.entry("proxies", or("none", NETWORKS)),
            Map.entry("api.basic", FLAG),
            Map.entry("http.connections", whole(1, 100_000)),
            Map.entry("http.requests", whole(1, 100_000)),
            Map.entry("http.rate", whole(1, 1_000_000)),
            Map.entry("http.seconds", whole(1, 3600)),
            Map.entry("oidc.issuer", or("none", Rule.of("an address such as https://id.example", Keys::isAddress))),
            Map.entry("oidc.client.id", TEXT),
            Map.entry("oidc.client.secret", TEXT.asSecret()),
            Map.entry("oidc.title", TEXT),
            Map.entry("demo", FLAG),
            Map.entry("clock.offset", Rule.of("a duration such as P31D or PT36H", Keys::isDuration))));

    private Keys() {}

    static Set<String> names() {
        var names = new TreeSet<String>();
        RULES.keySet().forEach(key -> names.add(PREFIX + key));
        return names;
    }

    /** A system property comes before a variable of the environment. */
    static List<String> faults(Map<String, String> properties, Map<String, String> environment) {
        var faults = new ArrayList<String>();
        RULES.forEach((key, rule) -> {
            var name = PREFIX + key;
            var source = properties.containsKey(name)
                    ? "The system property " + name
                    : "The environment variable " + variable(name);
            var value = properties.getOrDefault(name, environment.get(variable(name)));
            if (value != null) {
                fault(source, value, rule, faults);
            }
        });
        return faults;
    }

    /** Variables of the environment that look like ours, and say nothing to anybody. */
    static Set<String> unknown(Map<String, String> environment) {
        var unknown = new TreeSet<String>();
        for (var variable : environment.keySet()) {
            if (variable.startsWith("VIMETER_")) {
                unknown.add(variable);
            }
        }
        names().forEach(name -> unknown.remove(variable(name)));
        return unknown;
    }

    private static void fault(String where, String value, Rule rule, List<String> faults) {
        boolean empty = value.isBlank();
        if (empty || !rule.allows().test(value)) {
            var is =
                    empty ? "is empty" : isHidden(rule, value) ? "has a value that is not shown" : "is “" + value + "”";
            faults.add(where + " " + is + ". Give it " + rule.words() + ", or leave it out.");
        }
    }

    /** An address may have a password in it. */
    private static boolean isHidden(Rule rule, String value) {
        return rule.secret() || value.contains("@") || value.contains("password");
    }

    private static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Rule whole(int least, int most) {
        return Rule.of(
                "a whole number from " + least + " to " + most,
                text -> text.matches("\\d{1,10}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most);
    }

    private static Rule or(String word, Rule rule) {
        return Rule.of(
                word + ", or " + rule.words(),
                text -> text.equals(word) || rule.allows().test(text));
    }

    private static boolean isAddress(String text) {
        try {
            var address = URI.create(text);
            return text.matches("https?:.*") && address.getHost() != null && address.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOrigin(String text) {
        return isAddress(text) && text.matches("https?://[^/?#]+");
    }

    private static boolean isNetwork(String text) {
        return text.isBlank() || NETWORK.matcher(text.strip()).matches();
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDuration(String text) {
        try {
            Duration.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Its sign; below zero for what is no number. */
    private static int decimal(String text) {
        return text.matches("\\d{1,15}(\\.\\d{1,10})?") ? new BigDecimal(text).signum() : -1;
    }
}
