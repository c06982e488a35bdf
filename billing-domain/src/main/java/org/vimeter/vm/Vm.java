package org.vimeter.vm;

import org.jspecify.annotations.Nullable;

/**
 * A VM as its server lists it.
 *
 * @param cpus the number of virtual processors, or null when the list does not say
 * @param installing its operating system is being installed
 */
public record Vm(
        String id, String name, Power power, @Nullable Integer cpus, boolean installing) {

    public enum Power {
        RUNNING,
        STOPPED,
        GONE,
        UNKNOWN
    }

    /** Whether the server still calls it so, as far as it tells names; another name may mean another VM under the same id. */
    public boolean isNamed(String expected) {
        return name.isEmpty() || name.equals(expected);
    }

    /** Asked before a VM is changed or deleted: a server that tells no name is not believed then. */
    public boolean isSurely(String expected) {
        return name.equals(expected);
    }

    /** One that is installed. */
    public Vm(String id, String name, Power power, @Nullable Integer cpus) {
        this(id, name, power, cpus, false);
    }
}
