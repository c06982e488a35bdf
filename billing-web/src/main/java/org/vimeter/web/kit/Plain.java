package org.vimeter.web.kit;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON as lists, maps and simple values, for libraries that have JSON classes of their own. */
final class Plain {
    private Plain() {}

    static Object of(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> map((JsonObject) value);
            case ARRAY -> ((JsonArray) value).stream().map(Plain::of).toList();
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> ((JsonNumber) value).bigDecimalValue();
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> "";
        };
    }

    private static Map<String, Object> map(JsonObject object) {
        var map = new LinkedHashMap<String, Object>();
        object.forEach((name, value) -> map.put(name, of(value)));
        return map;
    }
}
