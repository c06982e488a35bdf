package org.vimeter.app;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The description of the REST API as it is sent, and what is wrong with it. */
final class Description {
    private static final String REFERENCE = "#/components/schemas/";

    private final JsonObject schemas;
    private final JsonObject paths;
    private final List<String> faults = new ArrayList<>();

    Description(JsonObject sent) {
        schemas = sent.getJsonObject("components").getJsonObject("schemas");
        paths = sent.getJsonObject("paths");
    }

    /** Each operation has one answer to success, whose body and whose request have a schema and an example that keeps to it. */
    List<String> faults() {
        paths.forEach((path, item) -> item.asJsonObject().forEach((verb, operation) -> {
            if (path.startsWith("/api/") && operation.getValueType() == ValueType.OBJECT) {
                operation(verb + " " + path, operation.asJsonObject());
            }
        }));
        schemas.forEach((name, schema) -> {
            if (!schema.asJsonObject().containsKey("example") && !name.equals("Problem")) {
                faults.add(name + " has no example");
            }
        });
        return faults;
    }

    private void operation(String where, JsonObject operation) {
        var done = operation.getJsonObject("responses").keySet().stream()
                .filter(status -> status.startsWith("2"))
                .toList();
        if (done.size() != 1 || operation.getJsonObject("responses").containsKey("default")) {
            faults.add(where + " answers success as " + done);
            return;
        }
        var answer = operation.getJsonObject("responses").getJsonObject(done.get(0));
        if (answer.containsKey("content") == done.get(0).equals("204")) {
            faults.add(where + " has a body or has none");
        } else if (answer.containsKey("content")) {
            body(where, answer.getJsonObject("content").getJsonObject("application/json"));
        }
        if (operation.containsKey("requestBody")) {
            request(where, operation.getJsonObject("requestBody"));
        }
    }

    private void request(String where, JsonObject request) {
        request.getJsonObject("content").forEach((media, body) -> {
            var schema = body.asJsonObject()
                    .getOrDefault("schema", JsonValue.EMPTY_JSON_OBJECT)
                    .asJsonObject();
            if (!schema.containsKey("$ref") && !where.equals("post /api/v1/usage")) {
                faults.add(where + " takes " + schema);
            }
        });
    }

    private void body(String where, JsonObject body) {
        if (!body.containsKey("example")) {
            faults.add(where + " has no example");
        } else {
            fit(where, body.get("example"), body.getJsonObject("schema"));
        }
    }

    private void fit(String where, JsonValue example, JsonObject schema) {
        var known = resolved(schema);
        switch (known.getString("type", "")) {
            case "object" -> object(where, example, known);
            case "array" -> example.asJsonArray().forEach(one -> fit(where + "[]", one, known.getJsonObject("items")));
            case "integer" -> require(where, example, ValueType.NUMBER);
            case "string" -> text(where, example, known);
            case "boolean" -> {
                if (example != JsonValue.TRUE && example != JsonValue.FALSE) {
                    faults.add(where + " is no flag: " + example);
                }
            }
            default -> faults.add(where + " has no type: " + known);
        }
    }

    private JsonObject resolved(JsonObject schema) {
        var reference = schema.getString("$ref", "");
        return reference.isEmpty() ? schema : schemas.getJsonObject(reference.replace(REFERENCE, ""));
    }

    private void require(String where, JsonValue example, ValueType type) {
        if (example.getValueType() != type) {
            faults.add(where + " is " + example);
        }
    }

    private void text(String where, JsonValue example, JsonObject schema) {
        require(where, example, ValueType.STRING);
        var allowed = schema.getOrDefault("enum", JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
        if (!allowed.isEmpty() && !allowed.contains(example)) {
            faults.add(where + " is none of " + allowed);
        }
    }

    private void object(String where, JsonValue example, JsonObject schema) {
        require(where, example, ValueType.OBJECT);
        if (schema.containsKey("additionalProperties")) {
            example.asJsonObject()
                    .forEach((name, one) -> fit(where + "." + name, one, schema.getJsonObject("additionalProperties")));
            return;
        }
        Map<String, JsonValue> members = schema.getJsonObject("properties");
        example.asJsonObject().forEach((name, one) -> {
            if (members.containsKey(name)) {
                fit(where + "." + name, one, members.get(name).asJsonObject());
            } else {
                faults.add(where + " has no " + name);
            }
        });
        JsonArray required =
                schema.getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
        required.getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .filter(name -> !example.asJsonObject().containsKey(name))
                .forEach(name -> faults.add(where + " lacks " + name));
    }
}
