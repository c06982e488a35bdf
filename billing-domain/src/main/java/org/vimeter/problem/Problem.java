package org.vimeter.problem;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * A problem that a person must be able to act on.
 *
 * @param code a key of the bundle {@code org.vimeter.problem.problems}
 */
public record Problem(String code, List<String> operands) {
    private static final String SEPARATOR = "\u001f";
    private static final int LONGEST = 300;

    public Problem {
        operands = operands.stream().map(Problem::clean).toList();
    }

    public static Problem of(String code, Object... operands) {
        return new Problem(code, List.of(operands).stream().map(String::valueOf).toList());
    }

    /** One line that {@link #parse} reads back. */
    public String stored() {
        return operands.isEmpty() ? code : code + SEPARATOR + String.join(SEPARATOR, operands);
    }

    public static Problem parse(String stored) {
        var parts = List.of(stored.split(SEPARATOR, -1));
        return new Problem(parts.get(0), parts.subList(1, parts.size()));
    }

    public static @Nullable Problem parseOrNull(@Nullable String stored) {
        return stored == null ? null : parse(stored);
    }

    public String text(Locale language) {
        return new MessageFormat(pattern(language), language).format(operands.toArray());
    }

    /** English, for logs and the REST API. */
    @Override
    public String toString() {
        return text(Locale.ENGLISH);
    }

    private String pattern(Locale language) {
        try {
            var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
            return ResourceBundle.getBundle("org.vimeter.problem.problems", language, control)
                    .getString(code);
        } catch (MissingResourceException e) {
            throw new IllegalStateException("No wording for the problem " + code, e);
        }
    }

    /** What a server sent may hold anything: control characters would break the stored line, and length the page. */
    private static String clean(String operand) {
        var plain = operand.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
