package org.vimeter.vmmanager.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer, whatever it was written in. JSON reads as XML would: a member is a child of that name, an array is
 * several children of one name, and so an only row is the same alone as in an array.
 */
public final class Element {
    private final String name;
    private final Map<String, String> attributes;
    private List<Element> children = List.of();
    private @Nullable StringBuilder text;

    Element(String name, Map<String, String> attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    void add(Element child) {
        if (children.isEmpty()) {
            children = new ArrayList<>(4);
        }
        children.add(child);
    }

    void add(String more) {
        text = text == null ? new StringBuilder(more) : text.append(more);
    }

    public String name() {
        return name;
    }

    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    public String text() {
        return text == null ? "" : text.toString().strip();
    }

    public List<Element> children() {
        return children;
    }

    public Optional<Element> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    public List<Element> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The text of a child; empty without one. */
    public String textOf(String childName) {
        return child(childName).map(Element::text).orElse("");
    }

    /** All elements below this one with the given name, in document order. */
    public Stream<Element> descendants(String wanted) {
        return children.stream()
                .flatMap(child -> Stream.concat(
                        child.name.equals(wanted) ? Stream.of(child) : Stream.empty(), child.descendants(wanted)));
    }
}
