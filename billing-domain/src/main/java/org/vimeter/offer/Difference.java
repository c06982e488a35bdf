package org.vimeter.offer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One field that two versions write differently.
 *
 * @param field its path, as in {@code addOns.traffic.limit}
 * @param before empty when it was not there
 * @param after empty when it is gone
 */
public record Difference(String field, String before, String after) {

    /** Of two versions, each as the texts of its fields. */
    public static List<Difference> between(Map<String, String> before, Map<String, String> after) {
        var fields = new LinkedHashSet<>(after.keySet());
        fields.addAll(before.keySet());
        return fields.stream()
                .filter(field -> !Objects.equals(before.get(field), after.get(field)))
                .map(field -> new Difference(field, before.getOrDefault(field, ""), after.getOrDefault(field, "")))
                .toList();
    }
}
