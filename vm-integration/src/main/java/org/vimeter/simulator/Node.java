package org.vimeter.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A document of COREmanager, which it sends as XML or, by its own mapping, as JSON. */
final class Node {
    private final String name;
    private final String text;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Node> children = new ArrayList<>();

    private Node(String name, String text) {
        this.name = name;
        this.text = text;
    }

    static Node of(String name, Node... children) {
        var node = new Node(name, "");
        node.children.addAll(List.of(children));
        return node;
    }

    static Node text(String name, String text) {
        return new Node(name, text);
    }

    static Node doc(String function) {
        return of("doc").with("lang", "en").with("func", function);
    }

    static Node error(String function, String type, String object, String value, String message) {
        var error = of(
                        "error",
                        text("param", object).with("name", "object").with("type", "msg"),
                        text("param", value).with("name", "value"),
                        of("stack", text("action", function).with("level", "30").with("user", "")),
                        text("detail", message),
                        text("msg", message))
                .with("type", type)
                .with("object", object)
                .with("lang", "en")
                .with("code", "1");
        return doc(function).add(error);
    }

    Node with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    Node add(Node child) {
        children.add(child);
        return this;
    }

    String xml() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element() + "\n";
    }

    private String element() {
        var xml = new StringBuilder("<").append(name);
        attributes.forEach((key, value) ->
                xml.append(" ").append(key).append("=\"").append(escaped(value)).append('"'));
        if (text.isEmpty() && children.isEmpty()) {
            return xml.append("/>").toString();
        }
        xml.append(">").append(escaped(text));
        children.forEach(child -> xml.append(child.element()));
        return xml.append("</").append(name).append(">").toString();
    }

    /** Rows of one name are an array, and an only row is no array: the real one does that too. */
    String json() {
        return "{" + quoted(name) + ":" + value() + "}";
    }

    private String value() {
        var members = new LinkedHashMap<String, List<String>>();
        attributes.forEach((key, value) -> members.put("$" + key, List.of(quoted(value))));
        if (!text.isEmpty()) {
            members.put("$", List.of(quoted(text)));
        }
        children.forEach(child ->
                members.computeIfAbsent(child.name, key -> new ArrayList<>()).add(child.value()));
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + one(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String one(List<String> values) {
        return values.size() == 1 ? values.get(0) : "[" + String.join(",", values) + "]";
    }

    private static String quoted(String plain) {
        return "\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String escaped(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
