package org.vimeter.vm;

/**
 * What a server calls something that a VM has.
 *
 * @param name the internal name of the add-on type
 * @param field the server's name of it; empty when it cannot be told
 * @param unit the name of the unit that its figures are in
 */
public record Resource(String name, String field, String unit) {

    static Resource untold(String name) {
        return new Resource(name, "", "");
    }

    public boolean isTold() {
        return !field.isEmpty();
    }
}
