package org.vimeter.vmmanager.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private Set<String> lists = Set.of();

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

    /** There is a list of that name, though it may have nothing in it. */
    void mark(String list) {
        lists = lists.isEmpty() ? new HashSet<>() : lists;
        lists.add(list);
    }

    /** Whether there is such a list: an array, or an only row. Without one, nothing can be said of what would be in it. */
    public boolean hasList(String list) {
        return lists.contains(list)
                || children.stream().anyMatch(child -> child.name.equals(list) && !child.children.isEmpty());
    }

    /** How many elements it is made of. */
    int size() {
        return 1 + attributes.size() + children.stream().mapToInt(Element::size).sum();
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
