package org.vimeter.web.kit;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Templates stand with the feature that shows them, can be read, and post nothing without its token. */
class TemplatesTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path FEATURES = Path.of("src/main/java/org/vimeter/web");
    private static final Pattern POST = Pattern.compile("(?s)<form[^<]*method=\"post\".*?</form>");
    private static final Pattern SHOWN = Pattern.compile("(?:View\\.of|views\\.of|draft|view)\\(\"([a-z-]+)/[a-z-]+\"");
    private static final String TOKEN = "<input th:replace=\"~{kit/form :: token}\">";
    private static final Pattern ELEMENT = Pattern.compile("<[a-z][a-z0-9:]*(?:[^>\"]|\"[^\"]*\")*>");
    private static final List<String> CONDITIONS = List.of("th:if=", "th:unless=", "th:each=");
    private static final Pattern CONSTANT = Pattern.compile("\\w+\\(\\) ?[=!]= ?'[A-Z_]+'");
    private static final int WIDEST = 200;

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> formsWithoutToken(String template) {
        return POST.matcher(template)
                .results()
                .map(form -> form.group())
                .filter(form -> !form.contains(TOKEN))
                .toList();
    }

    @Test
    void eachFormThatIsPostedCarriesTheToken() throws IOException {
        int forms = 0;
        for (var file : files(TEMPLATES)) {
            var template = read(file);
            assertThat(formsWithoutToken(template)).as("%s", file).isEmpty();
            forms += (int) POST.matcher(template).results().count();
        }
        assertThat(forms).isGreaterThan(50);
    }

    @Test
    void aFormWithoutTokenIsSeen() {
        assertThat(formsWithoutToken("<form method=\"post\" action=\"/x\"><button></button></form>"))
                .hasSize(1);
        assertThat(formsWithoutToken("<form method=\"post\">" + TOKEN + "</form><form></form>"))
                .isEmpty();
    }

    @Test
    void eachTemplateStandsWithTheFeatureThatShowsIt() throws IOException {
        var folders = files(TEMPLATES).stream()
                .map(file -> TEMPLATES.relativize(file).getName(0).toString())
                .collect(toCollection(TreeSet::new));
        assertThat(folders).allMatch(folder -> Files.isDirectory(FEATURES.resolve(folder)));
        var strangers = new ArrayList<String>();
        for (var file : files(FEATURES)) {
            var feature = FEATURES.relativize(file).getName(0).toString();
            SHOWN.matcher(read(file))
                    .results()
                    .map(shown -> shown.group(1))
                    .filter(folder -> !folder.equals(feature) && !folder.equals("kit"))
                    .forEach(folder -> strangers.add(file + " shows " + folder));
        }
        assertThat(strangers).isEmpty();
    }

    /** A fragment is put in place before a condition at the same element is looked at, which is then lost. */
    static List<String> lostConditions(String template) {
        return ELEMENT.matcher(template)
                .results()
                .map(element -> element.group())
                .filter(element ->
                        element.contains("th:replace=") && CONDITIONS.stream().anyMatch(element::contains))
                .toList();
    }

    @Test
    void noConditionIsLost() throws IOException {
        for (var file : files(TEMPLATES)) {
            assertThat(lostConditions(read(file))).as("%s", file).isEmpty();
        }
        assertThat(lostConditions("<h1 th:if=\"${a > 0}\"\n th:replace=\"~{b :: c}\"></p>"))
                .hasSize(1);
        assertThat(lostConditions("<p th:if=\"${a}\"><i th:replace=\"~{b :: c}\"></i></p>"))
                .isEmpty();
    }

    /** A constant is no text: OGNL refuses to compare them, when somebody opens the page. */
    @Test
    void constantsAreComparedByTheirNames() throws IOException {
        for (var file : files(TEMPLATES)) {
            assertThat(CONSTANT.matcher(read(file)).results().map(one -> one.group()))
                    .as("%s", file)
                    .allMatch(one -> one.startsWith("name()"));
        }
        assertThat("one.per() == 'SETUP'").containsPattern(CONSTANT);
    }

    @Test
    void linesCanBeRead() throws IOException {
        for (var file : files(TEMPLATES)) {
            assertThat(read(file).lines().filter(line -> line.length() > WIDEST).toList())
                    .as("%s", file)
                    .isEmpty();
        }
    }
}
