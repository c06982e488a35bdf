package org.vimeter.problem;

import java.text.MessageFormat;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A problem that a person must be able to act on.
 *
 * @param code a key of the bundle {@code org.vimeter.problem.problems}
 */
public record Problem(String code, List<String> operands) {
    private static final String SEPARATOR = "\u001f";
    private static final Pattern CONSTANT = Pattern.compile("@([A-Z][A-Za-z]+)\\.([A-Z_]+)");
    private static final int LONGEST = 300;

    public Problem {
        operands = operands.stream().map(Problem::clean).toList();
    }

    public static Problem of(String code, Object... operands) {
        return new Problem(
                code, List.of(operands).stream().map(Problem::operand).toList());
    }

    /** A constant, or several, is kept by its name, and is a word of the reader's language when it is shown. */
    private static String operand(Object operand) {
        if (operand instanceof Collection<?> several) {
            return several.stream().map(Problem::operand).collect(Collectors.joining(", "));
        }
        return operand instanceof Enum<?> constant
                ? "@" + constant.getDeclaringClass().getSimpleName() + "." + constant.name()
                : String.valueOf(operand);
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
        var words = bundle(language);
        return new MessageFormat(pattern(words), language)
                .format(operands.stream()
                        .map(operand -> inWords(operand, words))
                        .toArray());
    }

    /** English, for logs and the REST API. */
    @Override
    public String toString() {
        return text(Locale.ENGLISH);
    }

    private static String inWords(String operand, ResourceBundle words) {
        return CONSTANT.matcher(operand).replaceAll(found -> {
            var key = "word." + found.group(1) + "." + found.group(2);
            return Matcher.quoteReplacement(words.containsKey(key) ? words.getString(key) : found.group(2));
        });
    }

    private static ResourceBundle bundle(Locale language) {
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle("org.vimeter.problem.problems", language, control);
    }

    private String pattern(ResourceBundle bundle) {
        try {
            return bundle.getString(code);
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
