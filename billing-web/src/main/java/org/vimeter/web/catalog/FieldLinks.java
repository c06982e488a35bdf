package org.vimeter.web.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Where a field of a package is edited, and what its path is made of. */
public record FieldLinks(long packageId) {
    private static final Pattern ADD_ON = Pattern.compile("addOns\\.([A-Za-z_][A-Za-z0-9_]*)\\.(.+)");

    /** The name of an element may hold dots. */
    private static final Pattern ELEMENT =
            Pattern.compile("elements\\.(.+?)(?:\\.(prices\\.[A-Z]{3}\\.[A-Z_]+|name|title|preset))?");

    public String to(String field) {
        var addOn = ADD_ON.matcher(field);
        var base = "/staff/packages/" + packageId;
        return addOn.matches() ? base + "/add-ons/" + addOn.group(1) + "#" + addOn.group(2) : base + "#" + field;
    }

    /** The words of a path, for a person: texts of {@code field.} where there are any. */
    public List<String> parts(String field) {
        var addOn = ADD_ON.matcher(field);
        if (!addOn.matches()) {
            return words(field);
        }
        var parts = new ArrayList<>(List.of(addOn.group(1)));
        parts.addAll(words(addOn.group(2)));
        return parts;
    }

    private static List<String> words(String path) {
        var element = ELEMENT.matcher(path);
        if (!element.matches()) {
            return Arrays.asList(path.split("\\.", -1));
        }
        var words = new ArrayList<>(List.of(element.group(1)));
        if (element.group(2) != null) {
            words.addAll(Arrays.asList(element.group(2).split("\\.", -1)));
        }
        return words;
    }
}
