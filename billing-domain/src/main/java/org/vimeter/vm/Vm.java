package org.vimeter.vm;

import org.jspecify.annotations.Nullable;

/**
 * A VM as its server lists it.
 *
 * @param cpus the number of virtual processors, or null when the list does not say
 */
public record Vm(
        String id, String name, Power power, @Nullable Integer cpus) {

    public enum Power {
        RUNNING,
        STOPPED,
        GONE,
        UNKNOWN
    }
}
