package org.vimeter.vmmanager.wire;

import java.util.function.Consumer;

/**
 * Rows of a list, handed on as they are read and kept by nobody, so that a list of ten thousand takes no more memory than
 * what is made of it.
 *
 * @param name of the elements that are rows
 */
public record Rows(String name, Consumer<Element> each) {
    public static final Rows NONE = new Rows("", row -> {});

    /** Whether the row was taken. */
    boolean takes(Element element) {
        if (name.isEmpty() || !element.name().equals(name)) {
            return false;
        }
        each.accept(element);
        return true;
    }
}
