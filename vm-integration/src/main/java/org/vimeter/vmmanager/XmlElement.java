package org.vimeter.vmmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An element of an answer. */
final class XmlElement {
    private final String name;
    private final Map<String, String> attributes;
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    XmlElement(String name, Map<String, String> attributes) {
        this.name = name;
        this.attributes = Map.copyOf(attributes);
    }

    void add(XmlElement child) {
        children.add(child);
    }

    void add(String more) {
        text.append(more);
    }

    String name() {
        return name;
    }

    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    String text() {
        return text.toString().strip();
    }

    List<XmlElement> children() {
        return children;
    }

    Optional<XmlElement> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    /** The text of a child; empty without one. */
    String textOf(String childName) {
        return child(childName).map(XmlElement::text).orElse("");
    }

    /** All elements below this one with the given name, in document order. */
    Stream<XmlElement> descendants(String wanted) {
        return children.stream()
                .flatMap(child -> Stream.concat(
                        child.name.equals(wanted) ? Stream.of(child) : Stream.empty(), child.descendants(wanted)));
    }
}
