package org.vimeter.web.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of a page is left untranslated, written into a template, or never used. */
class TextsTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z.]+)");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}{2,}");

    /** The same in both languages, because it is a name, a form or a unit. */
    private static final Pattern SAME = Pattern.compile(
            "(day|month|time)\\.pattern|unit\\.(hio|iops)|run\\.title|suspension\\.by|cert\\.hash|kind\\.VMMANAGER_.*|simulation\\.fromTo|entry\\.period");

    static Stream<Path> templates() throws IOException {
        return Files.walk(TEMPLATES).filter(path -> path.toString().endsWith(".html"));
    }

    @Test
    void everyTextIsThereInEveryLanguage() {
        var english = Messages.bundle(Locale.ENGLISH);
        var russian = Messages.bundle(Messages.RUSSIAN);
        assertThat(new TreeSet<>(russian.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        for (var key : english.keySet()) {
            if (!SAME.matcher(key).matches()) {
                assertThat(russian.getString(key)).as(key).isNotEqualTo(english.getString(key));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyKeyOfATemplateHasAText(Path template) throws IOException {
        var keys = Messages.bundle(Locale.ENGLISH).keySet();
        KEY.matcher(Files.readString(template))
                .results()
                .forEach(hit -> assertThat(keys).contains(hit.group(1)));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTextIsWrittenIntoATemplate(Path template) throws IOException {
        assertThat(visible(Files.readString(template))).as(template.toString()).isEmpty();
    }

    @Test
    void theTestAboveFindsWrittenText() {
        assertThat(visible("<p>Hello <b th:text=\"#{x}\"></b></p>")).contains("Hello");
        assertThat(visible("<img alt=\"A picture\">")).contains("A picture");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noInlineScriptStyleOrUnescapedText(Path template) throws IOException {
        var html = Files.readString(template);
        assertThat(html).doesNotContain("style=\"", "th:style", "th:utext", "onclick", "javascript:", "<style", "__$");
        assertThat(Pattern.compile("<script(?![^>]*th:src)").matcher(html).find())
                .isFalse();
    }

    /** Each form that posts carries the token. */
    /** Text between tags and in attributes that people read, less our own name and the names of languages. */
    private static String visible(String html) {
        var text = new StringBuilder();
        Pattern.compile("(?<![\\w:])(?:alt|title|placeholder|aria-label)=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .forEach(hit -> text.append(hit.group(1)).append('\n'));
        text.append(html.replaceAll("(?s)<!--.*?-->", "").replaceAll("<(?:[^>\"]|\"[^\"]*\")*>", "\n"));
        var own = text.toString().replaceAll("Vimeter|English|Русский|\\bEN\\b|\\bRU\\b", "");
        return LETTERS.matcher(own).find() ? own.strip() : "";
    }
}
