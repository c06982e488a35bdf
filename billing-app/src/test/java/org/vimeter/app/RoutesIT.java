package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every route, with every verb, as everybody, with ids of one's own, of others, of nobody, and of no form at all. */
class RoutesIT {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "DELETE");
    private static final String BROKEN = "[";
    private static final String MY = "a client's token";
    private static final Map<Routes.Route, String> TABLE = Routes.ofTheTable();

    private static Server server;
    private static TestPostgres database;
    private static Map<String, Principal> principals;
    private final AtomicInteger checks = new AtomicInteger();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    /** @param bearer a token in place of a session, or empty */
    private record Principal(String name, Person person, String role, String bearer) {
        boolean isToken() {
            return !bearer.isEmpty();
        }
    }

    private enum Ids {
        OWN,
        FOREIGN,
        MISSING,
        MALFORMED
    }

    @BeforeAll
    static void startTheDemo() {
        database = new TestPostgres();
        var settings = new HashMap<>(database.settings());
        settings.putAll(Map.of(
                "vimeter.demo", "true",
                "vimeter.api.basic", "false",
                "vimeter.http.rate", "1000000",
                "vimeter.http.requests", "1000"));
        server = Server.start(Path.of("target", "routes", "" + System.nanoTime()), settings);
        server.await(() -> server.log().contains("Vimeter is ready"), "the end of the demo's ninety days");
        List.of("anna", "boris").forEach(RoutesIT::giveAnOrder);
        principals = new TreeMap<>();
        var admin = Person.loggedIn(server, "admin", "demo");
        add("nobody", new Person(server), "", "");
        var stranger = new Person(server);
        stranger.session("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        add("a made-up session", stranger, "", "");
        add("anna", Person.loggedIn(server, "anna", "demo"), "client", "");
        add("boris", Person.loggedIn(server, "boris", "demo"), "client", "");
        add("admin", admin, "staff", "");
        add("a made-up token", new Person(server), "", "vimeter_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        for (var scope : List.of("READ", "USAGE", "WATCH", "ALL")) {
            add(scope, new Person(server), scope, token(admin, scope));
        }
        add("anna's token", new Person(server), MY, token(principals.get("anna").person(), "READ"));
    }

    /** The end of a service that did not come to be, so that there is an order of somebody else to ask for. */
    private static void giveAnOrder(String login) {
        database.list("""
                insert into service_order (key, kind, account_id, service_id, server_id, package_id, currency, status, step, step_since,
                        next_at, ordered_by, by_staff, ordered_at, done_at)
                    select 'routes/' || s.account_id, 'END', s.account_id, s.id, s.server_id, s.package_id, l.currency, 'CANCELLED', 'END',
                            now(), now(), 'test', false, now(), now()
                        from service s join account l on l.id = s.account_id join login n on n.account_id = l.id
                        where n.name = '%s' order by s.id limit 1 returning id
                """.formatted(login));
    }

    private static void add(String name, Person person, String role, String bearer) {
        person.get("/login"); // a cookie for forms
        principals.put(name, new Principal(name, person, role, bearer));
    }

    private static String token(Person admin, String scope) {
        var page = admin.form("/me/tokens", Map.of("label", scope, "scope", scope, "days", "1", "present", "demo"))
                .body();
        var match = Pattern.compile("vimeter_[A-Za-z0-9_-]{43}").matcher(page);
        assertThat(match.find()).as(page).isTrue();
        return match.group();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void everyRouteHasARowAndEveryRowARoute() {
        var rows = new TreeSet<>(TABLE.keySet());
        rows.removeIf(row -> row.path().matches("/(health|metrics|openapi).*")); // the container's own
        assertThat(rows).isEqualTo(Routes.ofTheClasses());
    }

    @Test
    void everybodyGetsWhatTheTableSaysAndNothingElse() {
        var paths = new TreeSet<String>();
        TABLE.keySet().forEach(route -> paths.add(route.path()));
        paths.add("/application.wadl"); // what a JAX-RS implementation would tell of all routes
        principals.values().parallelStream().forEach(principal -> paths.forEach(path -> checkAll(path, principal)));
        System.out.println(
                checks.get() + " checks of " + paths.size() + " paths as " + principals.size() + " principals");
        assertThat(wrong).isEmpty();
        assertThat(checks.get()).isGreaterThanOrEqualTo(10_000);
    }

    /** With ids of all kinds where there is a route; where there is none for the verb, once. */
    private void checkAll(String path, Principal principal) {
        for (var verb : VERBS) {
            boolean all = TABLE.containsKey(new Routes.Route(verb, path))
                    && VARIABLE.matcher(path).find();
            for (var ids : all ? Ids.values() : new Ids[] {Ids.OWN}) {
                check(verb, path, principal, ids);
            }
        }
    }

    /** What the demo's people see of each other is nothing, whatever the page. */
    private void check(String verb, String path, Principal principal, Ids ids) {
        var who = TABLE.getOrDefault(new Routes.Route(verb, path), "");
        for (boolean token :
                verb.equals("GET") || path.startsWith("/api/") ? new boolean[] {false} : new boolean[] {false, true}) {
            boolean exists = ids == Ids.OWN || (ids == Ids.FOREIGN && !who.equals("client"));
            boolean wouldAct = (token && isAllowed(who, principal, path) && exists) || isDoor(verb, path);
            if (wouldAct) {
                continue; // what it does is for other tests
            }
            var address = filled(path, principal, ids);
            var answer = send(verb, address, principal, token);
            checks.incrementAndGet();
            var fault = fault(verb, path, who, principal, ids, token, answer);
            if (!fault.isEmpty()) {
                wrong.add(principal.name() + " " + verb + " " + address + (token ? " with its token" : "") + ": "
                        + answer.statusCode() + ", " + fault);
            }
        }
    }

    /** Logging out or ending sessions would take the principal away from the rest. */
    private static boolean isDoor(String verb, String path) {
        return verb.equals("POST")
                && (path.equals("/logout") || path.equals("/login") || path.startsWith("/me/sessions"));
    }

    private static HttpResponse<String> send(String verb, String address, Principal principal, boolean token) {
        var headers = new HashMap<String, String>();
        if (principal.isToken()) {
            headers.put("Authorization", "Bearer " + principal.bearer());
        }
        boolean api = address.startsWith("/api/");
        headers.put("Content-Type", api ? "application/json" : "application/x-www-form-urlencoded");
        var form = token ? "_csrf=" + principal.person().csrf() : "x=y";
        return principal.person().send(verb, address, verb.equals("GET") ? null : api ? BROKEN : form, headers);
    }

    private static String fault(
            String verb,
            String path,
            String who,
            Principal principal,
            Ids ids,
            boolean token,
            HttpResponse<String> answer) {
        int status = answer.statusCode();
        boolean in = status < 400 && !isAtTheDoor(answer);
        if (status >= 500) {
            return "an error of ours";
        }
        if (answer.headers().firstValue("Content-Security-Policy").isEmpty()) {
            return "no protecting headers";
        }
        if (who.isEmpty()) {
            return in ? "nothing should be here" : "";
        }
        if (!isAllowed(who, principal, path)) {
            return in ? "should be refused" : denial(path, principal, status, answer);
        }
        if (path.startsWith("/api/")) {
            if (who.equals("client") && ids != Ids.OWN && path.contains("{")) {
                return status == 404 ? "" : "of somebody else, of nobody, or of no form";
            }
            boolean readable = principal.role().equals("ALL") || isOf(principal.role(), verb, path);
            if (!readable) {
                return status == 403 ? "" : "the token is not for this";
            }
            return status == 401 || status == 403 || (!verb.equals("GET") && status != 400 && status != 404)
                    ? "should pass up to its broken body"
                    : "";
        }
        if (!verb.equals("GET") && !token) {
            return status == 403 || (ids == Ids.MALFORMED && status == 404) ? "" : "no token was sent";
        }
        if (status == 401 || status == 403 && verb.equals("GET")) {
            return "should be let in";
        }
        boolean others = who.equals("client") && ids != Ids.OWN && !path.contains("{package}");
        if (others) {
            return status == 404 || status == 400 || status == 422 ? "" : "of somebody else, of nobody, or of no form";
        }
        return "";
    }

    private static String denial(String path, Principal principal, int status, HttpResponse<String> answer) {
        boolean known = !principal.role().isEmpty() && !principal.isToken();
        if (path.startsWith("/api/") && !principal.isToken() && status != 401 && status != 404 && status != 405) {
            return "a session gives no access to the API";
        }
        boolean page = !path.startsWith("/api/") && !path.startsWith("/metrics") && !path.startsWith("/openapi");
        if (page && !known && !isAtTheDoor(answer) && status != 403 && status != 404) {
            return "should be shown the door";
        }
        return "";
    }

    private static boolean isAtTheDoor(HttpResponse<String> answer) {
        return answer.statusCode() == 303
                && answer.headers().firstValue("Location").orElse("").startsWith("/login");
    }

    private static boolean isAllowed(String who, Principal principal, String path) {
        var role = principal.role();
        if (who.equals("anyone")) {
            return true;
        }
        if (who.equals("watch")) {
            return List.of("staff", "WATCH", "ALL").contains(role);
        }
        if (path.startsWith("/api/")) {
            return principal.isToken()
                    && (who.equals("client") ? role.equals(MY) : !role.isEmpty() && !role.equals(MY));
        }
        return who.equals(role)
                || (who.equals("both") && List.of("staff", "client").contains(role));
    }

    private static boolean isOf(String scope, String verb, String path) {
        return (List.of("READ", MY).contains(scope) && verb.equals("GET"))
                || (scope.equals("USAGE") && verb.equals("POST") && path.equals("/api/v1/usage"));
    }

    private static String filled(String path, Principal principal, Ids ids) {
        return VARIABLE.matcher(path)
                .replaceAll(hit -> Matcher.quoteReplacement(id(path, hit.group(1), principal, ids)));
    }

    private static String id(String path, String variable, Principal principal, Ids ids) {
        if (ids == Ids.MALFORMED) {
            return "x%27%20or%201=1--";
        }
        if (ids == Ids.MISSING) {
            return "999999999";
        }
        boolean anna = principal.name().startsWith("anna") == (ids == Ids.OWN);
        if ((path.startsWith("/client") || path.startsWith("/api/v1/my/"))
                && List.of("service", "entry", "order").contains(variable)) {
            return of(variable, anna ? "anna" : "boris");
        }
        return ids == Ids.OWN ? "1" : "2";
    }

    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private static String of(String variable, String login) {
        return KNOWN.computeIfAbsent(variable + login, key -> {
            var account = "(select account_id from login where name = '" + login + "')";
            var found = database.list(
                    switch (variable) {
                        case "service" -> "select coalesce(min(id), 0) from service where account_id = " + account;
                        case "order" -> "select coalesce(min(id), 0) from service_order where account_id = " + account;
                        default ->
                            "select coalesce(min(c.entry_id), 0) from charge c join service s on s.id = c.service_id where s.account_id = "
                                    + account;
                    });
            assertThat(found.get(0)).as("a " + variable + " of " + login).isNotEqualTo("0");
            return found.get(0);
        });
    }
}
