package org.vimeter.app;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The features of the domain know each other, and write the tables, as the documentation says. */
class FeaturesTest {
    private static final Path SOURCES = Path.of("../billing-domain/src/main/java/org/vimeter");
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");
    private static final Pattern WRITING = Pattern.compile(
            "(?:insert into|delete from|(?<!for )(?<!do )(?<!before )(?<!after )update)\\s+([a-z_]+)\\b(?!\\()");

    private static final Pattern READING =
            Pattern.compile("\\b(?:from|join|using)\\s+([a-z_]+)\\b(?![.(])|,\\s+([a-z_]+)\\s+[a-z](?=[\\s,)])");
    private static final Pattern GROUP = Pattern.compile("(?s)subgraph \\w+ \\[[^]]*]\\n(.*?)\\n +end");
    private static final Pattern VIEW = Pattern.compile("create view ([a-z_]+)");

    /** Looks for what the others did wrong, and so at the tables themselves. */
    private static final String AUDITOR = "verify";

    /** The names in one column of a table of the documentation, by those in its first column. */
    private static Map<String, Set<String>> documented(String heading, int column) throws IOException {
        var page = Files.readString(Path.of("../docs/architecture.md"));
        var section = page.substring(page.indexOf("## " + heading + "\n"));
        var rows = new TreeMap<String, Set<String>>();
        section.substring(0, section.indexOf("\n## ", 1))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> {
                    var cells = line.split("\\|", -1);
                    names(cells[1])
                            .forEach(name -> assertThat(rows.put(name, names(cells[column])))
                                    .as("%s stands twice", name)
                                    .isNull());
                });
        return rows;
    }

    private static Set<String> names(String cell) {
        return NAME.matcher(cell).results().map(found -> found.group(1)).collect(toCollection(TreeSet::new));
    }

    private static Map<String, Set<String>> edges() {
        var edges = new TreeMap<String, Set<String>>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.vimeter").stream()
                        .filter(type -> Files.isDirectory(SOURCES.resolve(feature(type.getPackageName()))))
                        .forEach(type -> type.getDirectDependenciesFromSelf().stream()
                                .map(dependency -> dependency.getTargetClass().getPackageName())
                                .filter(target -> target.startsWith("org.vimeter."))
                                .filter(target -> !target.equals(type.getPackageName()))
                                .forEach(target -> edges.computeIfAbsent(
                                                feature(type.getPackageName()), feature -> new TreeSet<>())
                                        .add(feature(target))));
        return edges;
    }

    private static String lines(Map<String, Set<String>> edges) {
        return edges.entrySet().stream()
                .filter(edge -> !edge.getValue().isEmpty())
                .map(edge -> edge.getKey() + " knows " + String.join(", ", edge.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String feature(String name) {
        return name.replaceFirst("org\\.vimeter\\.?", "");
    }

    private static Stream<String> readTables(String source) {
        return READING.matcher(source).results().map(found -> found.group(1) == null ? found.group(2) : found.group(1));
    }

    private static Stream<String> written(String source) {
        return WRITING.matcher(source).results().map(found -> found.group(1));
    }

    @Test
    void featuresKnowWhatTheDocumentationSays() throws IOException {
        assertThat(lines(edges())).isEqualTo(lines(documented("Features", 2)));
    }

    /** The groups of the documentation's picture, from the top down. */
    private static List<Set<String>> picture() throws IOException {
        var page = Files.readString(Path.of("../docs/architecture.md"));
        return GROUP.matcher(page)
                .results()
                .map(group -> group.group(1).lines().map(String::strip).filter(line -> !line.isEmpty()))
                .map(lines -> (Set<String>) lines.collect(toCollection(TreeSet::new)))
                .toList();
    }

    @Test
    void nothingKnowsWhatThePictureHasAboveIt() throws IOException {
        var groups = picture();
        var places = new TreeMap<String, Integer>();
        groups.forEach(group -> group.forEach(feature -> places.put(feature, groups.indexOf(group))));
        assertThat(places.keySet()).isEqualTo(documented("Features", 2).keySet());
        var upwards = new TreeSet<String>();
        edges().forEach((feature, known) -> known.stream()
                .filter(other -> places.get(other) < places.get(feature))
                .forEach(other -> upwards.add(feature + " knows " + other)));
        assertThat(upwards).isEmpty();
    }

    @Test
    void anEdgeThatNobodyAllowedIsSeen() throws IOException {
        var edges = edges();
        edges.computeIfAbsent("money", feature -> new TreeSet<>()).add("ledger");
        assertThat(lines(edges)).isNotEqualTo(lines(documented("Features", 2)));
    }

    @Test
    void tablesAreWrittenByWhomTheDocumentationSays() throws IOException {
        var owners = documented("Tables", 2);
        assertThat(strangers(
                        FeaturesTest::written,
                        (feature, table) -> owners.getOrDefault(table, Set.of()).contains(feature)))
                .isEmpty();
        assertThat(owners).hasSizeGreaterThan(50);
    }

    @Test
    void tablesAreReadByTheirOwnersAndByOthersThroughViews() throws IOException {
        var owners = documented("Tables", 2);
        owners.values().forEach(features -> features.add(AUDITOR));
        views().forEach(owners::remove);
        assertThat(strangers(
                        FeaturesTest::readTables,
                        (feature, table) ->
                                !owners.containsKey(table) || owners.get(table).contains(feature)))
                .isEmpty();
    }

    @Test
    void allViewsAreDocumented() throws IOException {
        var documented =
                documented("Tables", 3).values().stream().flatMap(Set::stream).collect(toCollection(TreeSet::new));
        documented.addAll(documented("Tables", 1).keySet().stream()
                .filter(views()::contains)
                .toList());
        assertThat(documented).isEqualTo(views());
    }

    private static Set<String> views() throws IOException {
        try (var files = Files.walk(Path.of("../billing-domain/src/main/resources/db"))) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .flatMap(file -> VIEW.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .collect(toCollection(TreeSet::new));
        }
    }

    /** The features that touch tables that they may not. */
    private static Set<String> strangers(Function<String, Stream<String>> touched, BiPredicate<String, String> allowed)
            throws IOException {
        var strangers = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            var byFeature = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("Resealing.java"))
                    .collect(groupingBy(
                            file -> SOURCES.relativize(file).getName(0).toString(),
                            mapping(FeaturesTest::read, Collectors.joining())));
            byFeature.forEach((feature, source) -> touched.apply(source)
                    .filter(table -> !allowed.test(feature, table))
                    .forEach(table -> strangers.add(feature + " touches " + table)));
        }
        return strangers;
    }

    @Test
    void aStatementThatWritesIsSeen() {
        assertThat(written("update service set a = 1; insert into charge (a) select 1; delete from run where a = 1"))
                .containsExactly("service", "charge", "run");
        assertThat(written("on conflict do update set a = 1 for update of s")).isEmpty();
    }

    @Test
    void aStatementThatReadsIsSeen() {
        assertThat(readTables("select 1 from service s join run on true where exists (select 1 from charge)"))
                .containsExactly("service", "run", "charge");
        assertThat(readTables("select 1 from unnest(?) n, service s, run r where true"))
                .contains("service", "run");
        assertThat(readTables("extract(day from t.day) from unnest(?) n")).isEmpty();
    }

    /** Quantities are rounded for the eye, and when somebody types them; money by one method. */
    @Test
    void moneyIsRoundedInOnePlace() throws IOException {
        var others = List.of("Money.java", "Unit.java", "AddOnUsage.java");
        try (var files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> read(file).contains("RoundingMode.HALF"))
                            .map(file -> file.getFileName().toString())
                            .filter(name -> !others.contains(name)))
                    .isEmpty();
        }
    }

    /** Pages, the REST API, servers and the demo ask the domain; what they write in SQL themselves would have no owner. */
    @Test
    void onlyTheDomainWritesSql() throws IOException {
        var wrong = new HashSet<Path>();
        for (var module : List.of("billing-web", "vm-integration", "billing-app")) {
            try (var files = Files.walk(Path.of("..", module, "src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> hasSql(read(file)))
                        .forEach(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void sqlIsSeen() {
        assertThat(hasSql("db.find(\"select 1 from service\")")).isTrue();
        assertThat(hasSql("db.list(\"\"\"\n    select 1\n\"\"\")")).isTrue();
        assertThat(hasSql("lists.select(\"updated\")")).isFalse();
    }

    private static boolean hasSql(String source) {
        return source.matches("(?s).*\"\\s*(select |insert into |update [a-z_]+ set |delete from ).*");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
