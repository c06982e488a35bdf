package org.vimeter.vm;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The VMs of a server at one moment. */
public interface VmList {

    static VmList of(Collection<Vm> vms) {
        return new ListedVms(vms);
    }

    boolean isEmpty();

    Optional<Vm> find(String id);

    /** Names are unique to Vimeter, but not on every server: all that bear this one. */
    List<Vm> named(String name);

    /** At most so many, by name. */
    List<Vm> some(int most);
}
