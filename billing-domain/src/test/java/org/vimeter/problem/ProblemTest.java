package org.vimeter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private static ResourceBundle bundle(Locale language) {
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle("org.vimeter.problem.problems", language, control);
    }

    @Test
    void everyProblemIsWordedInEveryLanguage() {
        assertThat(new TreeSet<>(bundle(RUSSIAN).keySet()))
                .isEqualTo(new TreeSet<>(bundle(Locale.ENGLISH).keySet()));
        for (var key : bundle(Locale.ENGLISH).keySet()) {
            var english = bundle(Locale.ENGLISH).getString(key);
            var russian = bundle(RUSSIAN).getString(key);
            assertThat(operands(russian)).as(key).isEqualTo(operands(english));
            assertThat(russian).as(key).isNotEqualTo(english);
        }
    }

    private static TreeSet<String> operands(String pattern) {
        var operands = new TreeSet<String>();
        Pattern.compile("\\{\\d}").matcher(pattern).results().forEach(hit -> operands.add(hit.group()));
        return operands;
    }

    @Test
    void isStoredAndReadBackWithWhateverAServerSent() {
        var problem =
                Problem.of("server.not-xml", "berlin", "vm", "http://x", "<html>\n\u001f\u0000" + "x".repeat(1000));
        var again = Problem.parse(problem.stored());
        assertThat(again).isEqualTo(problem);
        assertThat(again.text(RUSSIAN)).contains("berlin").contains("не XML").hasSizeLessThan(600);
    }

    private enum SuspensionCause {
        LIMIT,
        FUNDS,
        ELSEWHERE
    }

    /** A constant is a word of the reader's language, also among others and when it was stored; without a word it is its name. */
    @Test
    void constantsAreWords() {
        var held = Problem.of("service.held", 7, List.of(SuspensionCause.LIMIT, SuspensionCause.FUNDS));
        assertThat(held.text(Locale.ENGLISH)).contains("suspended for: a limit, lack of money.");
        assertThat(Problem.parse(held.stored()).text(Locale.forLanguageTag("ru")))
                .contains("лимит, нет средств");
        assertThat(Problem.of("service.held", 7, SuspensionCause.ELSEWHERE).toString())
                .contains(": ELSEWHERE.");
    }
}
