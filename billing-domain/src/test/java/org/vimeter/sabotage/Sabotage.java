package org.vimeter.sabotage;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import javax.tools.ToolProvider;

/**
 * Applies each change below to the sources, one at a time, compiles the file that it breaks, and runs the tests that ought to
 * see it. Ends with an error when a test passes all the same, or fails on the code as it is.
 */
public final class Sabotage {
    private static final Path SOURCES = Path.of("src/main/java/org/vimeter");
    private static final Path WEB = Path.of("billing-web/src/main/java/org/vimeter/web");
    private static final String CLASSPATH = System.getProperty("java.class.path");

    private static final List<Case> CASES = List.of(
            new Case(
                    "the fence is not asked in a posting chunk",
                    "dailyrun/RealNight.java",
                    "run.fence().change(db, session -> proposals.post(",
                    "db.change(session -> proposals.post(",
                    "order.StaleHolderTest"),
            new Case(
                    "the fence is not asked in a collecting chunk",
                    "dailyrun/RealNight.java",
                    "            run.fence().check(session);\n            proposals.keep(",
                    "            proposals.keep(",
                    "order.StaleHolderTest"),
            new Case(
                    "the fence is not asked when an order's step is kept",
                    "order/Provisioner.java",
                    "lease.transaction(db, session -> keep(",
                    "db.transaction(session -> keep(",
                    "order.StaleHolderTest"),
            new Case(
                    "the fence is not asked when stops and starts were seen",
                    "enforcement/Reconciler.java",
                    "        lease.change(db, session -> {\n            var seen",
                    "        db.change(session -> {\n            var seen",
                    "order.StaleHolderTest"),
            new Case(
                    "the brake on debits lets one unit more pass",
                    "dailyrun/Brakes.java",
                    "if (amount.compareTo(most) > 0) {",
                    "if (amount.amount().subtract(BigDecimal.ONE).compareTo(most.amount()) > 0) {",
                    "dailyrun.BrakePairsTest"),
            new Case(
                    "the brake on debits holds one unit less",
                    "dailyrun/Brakes.java",
                    "if (amount.compareTo(most) > 0) {",
                    "if (amount.compareTo(most) >= 0) {",
                    "dailyrun.BrakePairsTest"),
            new Case(
                    "the brake on suspensions lets one more pass",
                    "dailyrun/Brakes.java",
                    "if (number > most) {",
                    "if (number > most + 1) {",
                    "dailyrun.BrakePairsTest"),
            new Case(
                    "the brake on suspensions holds one less",
                    "dailyrun/Brakes.java",
                    "if (number > most) {",
                    "if (number >= most) {",
                    "dailyrun.BrakePairsTest"),
            new Case(
                    "a hold does not keep from being stopped for lack of funds",
                    "enforcement/Limits.java",
                    "and (u.lifted_at is null or u.hold_until > ?::timestamptz::date))",
                    "and (u.lifted_at is null or u.hold_until > ?::timestamptz::date and false))",
                    "dailyrun.BrakePairsTest"),
            new Case(
                    "an order is shown to whoever asks",
                    "order/Orders.java",
                    "SHOWN + \" where o.id = ? and o.account_id = ?\"",
                    "SHOWN + \" where o.id = ? and o.account_id <> 0 * ?\"",
                    "order.LifeTest"),
            new Case(
                    "a prorated line is rounded half even",
                    "money/Money.java",
                    "RoundingMode.HALF_UP",
                    "RoundingMode.HALF_EVEN",
                    "recurring.RecurringItemTest"),
            new Case(
                    "usage is rounded half even",
                    "money/Money.java",
                    "RoundingMode.HALF_UP",
                    "RoundingMode.HALF_EVEN",
                    "money.UnitPriceTest"),
            new Case(
                    "a refund debits the client",
                    "ledger/Fees.java",
                    "amount.isPositive()",
                    "amount.isPositive() | true",
                    "order.LifeTest"),
            new Case(
                    "there is no limit in a cut month",
                    "rating/Tariff.java",
                    "limit == null ? null : share(limit, days, of)",
                    "null",
                    "rating.TariffTest"),
            new Case(
                    "a limit may be below what is included",
                    "rating/Tariff.java",
                    "limit < included",
                    "limit < 0",
                    "rating.TariffTest"),
            new Case(
                    "the same key at the same moment is a fault",
                    "order/OrderWriter.java",
                    "select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))",
                    "select 1 where ?::text is null",
                    "order.LifeTest"),
            new Case(
                    "what was reversed for good is charged again",
                    "rating/Charged.java",
                    "due.minus(waived)",
                    "due",
                    "rating.ChargedTest"),
            new Case(
                    "processors of today are taken for an older day",
                    "vm/DatedVm.java",
                    "known == null && !day.isBefore(today.minusDays(1)) ? now.cpus() : known",
                    "now.cpus()",
                    "dailyrun.DailyRunTest"),
            new Case(
                    "whose session is gone is not followed",
                    "lease/Lease.java",
                    "or not exists (select 1 from pg_locks",
                    "or not exists (select 1 where true or exists (select 1 from pg_locks",
                    "dailyrun.LeaseTest") {
                @Override
                String broken(String source) {
                    return super.broken(source).replace("k.objid = l.token::oid)", "k.objid = l.token::oid))");
                }
            });

    /** Each is made in a copy of the project, which is built and run, and tried by the table of routes. */
    private static final List<Case> PAGES = List.of(
            new Case(
                    "no token is asked of a form that ends a service",
                    "security/CsrfFilter.java",
                    "if (Origins.isSafe(",
                    "if (request.getRequestURI().endsWith(\"/end\") || Origins.isSafe(",
                    "app.RoutesIT"),
            new Case(
                    "an order's page does not ask whose it is",
                    "order/OrderPages.java",
                    "orders.story(account.id(), new OrderId(orderId))",
                    "orders.story(new OrderId(orderId))",
                    "app.RoutesIT"));

    private Sabotage() {}

    /** @param test what ought to see it, below {@code org.vimeter} */
    private static class Case {
        final String what;
        final String file;
        final String test;
        private final String from;
        private final String to;

        Case(String what, String file, String from, String to, String test) {
            this.what = what;
            this.file = file;
            this.from = from;
            this.to = to;
            this.test = "org.vimeter." + test;
        }

        /** The test that ought to see it is there. */
        boolean hasTest() {
            return Files.exists(Path.of("src/test/java", test.replace('.', '/') + ".java"));
        }

        boolean fits(Path sources) throws IOException {
            var source = sources.resolve(file);
            return Files.exists(source) && Files.readString(source).contains(from);
        }

        String broken(String source) {
            if (!source.contains(from)) {
                throw new IllegalStateException("“" + what + "” no longer fits " + file + ": look for what it broke");
            }
            return source.replace(from, to);
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var wanted = arguments.length == 0 ? "" : arguments[0];
        var cases = CASES.stream().filter(one -> one.what.contains(wanted)).toList();
        var tests = new TreeSet<>(cases.stream().map(one -> one.test).toList());
        var wrong = new ArrayList<String>();
        for (var test : tests) {
            if (fails(test, CLASSPATH)) {
                wrong.add(test + " fails on the code as it is");
            }
        }
        for (var one : cases) {
            say(one, fails(one.test, compiled(one) + File.pathSeparator + CLASSPATH), wrong);
        }
        var pages = PAGES.stream().filter(one -> one.what.contains(wanted)).toList();
        for (var one : pages) {
            say(one, failsInACopy(one), wrong);
        }
        int all = cases.size() + pages.size();
        System.out.printf(Locale.ROOT, "%d of %d changes were seen%n", all - wrong.size(), all);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("Not seen: " + String.join("; ", wrong));
        }
    }

    /** Those that no longer fit the code that they break. */
    static List<String> unfitting() throws IOException {
        var unfitting = new ArrayList<String>();
        for (var one : CASES) {
            if (!one.fits(SOURCES) || !one.hasTest()) {
                unfitting.add(one.what);
            }
        }
        for (var one : PAGES) {
            if (!one.fits(Path.of("..").resolve(WEB))) {
                unfitting.add(one.what);
            }
        }
        return unfitting;
    }

    private static void say(Case one, boolean seen, List<String> wrong) {
        System.out.printf(Locale.ROOT, "%-8s %s (%s)%n", seen ? "seen" : "NOT SEEN", one.what, one.test);
        if (!seen) {
            wrong.add(one.what);
        }
    }

    private static boolean failsInACopy(Case one) throws IOException, InterruptedException {
        var copy = Path.of("target/sabotage", "copy-" + System.nanoTime());
        copy(Path.of(".."), copy);
        var source = copy.resolve(WEB).resolve(one.file);
        Files.writeString(source, one.broken(Files.readString(source)));
        new ProcessBuilder(
                        copy.resolve("mvnw").toAbsolutePath().toString(),
                        "-B",
                        "-ntp",
                        "verify",
                        "-Dspotless.check.skip=true",
                        "-Dtest=None",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dit.test=" + one.test)
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(copy.resolve("build.log").toFile())
                .start()
                .waitFor();
        var summary = copy.resolve("billing-app/target/failsafe-reports/failsafe-summary.xml");
        if (!Files.exists(summary)) {
            throw new IllegalStateException("“" + one.what + "” was not built: see " + copy.resolve("build.log"));
        }
        return Files.readString(summary).matches("(?s).*<failures>[1-9].*");
    }

    /** Without what was built, and without its history. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.endsWith("target") || folder.endsWith(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Path compiled(Case one) throws IOException {
        var folder = Files.createDirectories(Path.of("target/sabotage", Long.toString(System.nanoTime())));
        var source = Path.of("org/vimeter").resolve(one.file);
        var broken = folder.resolve("source").resolve(source);
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, one.broken(Files.readString(SOURCES.resolve(one.file))));
        var classes = Files.createDirectories(folder.resolve("classes"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-classpath",
                        CLASSPATH,
                        "-d",
                        classes.toString(),
                        broken.toString());
        if (result != 0) {
            throw new IllegalStateException("“" + one.what + "” does not compile");
        }
        return classes;
    }

    private static boolean fails(String test, String classpath) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Duser.timezone=UTC",
                        "-Dvimeter.stale.step=1",
                        "-classpath",
                        classpath,
                        SabotageRun.class.getName(),
                        test)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/sabotage.log").toFile())
                .start();
        return process.waitFor() != 0;
    }
}
