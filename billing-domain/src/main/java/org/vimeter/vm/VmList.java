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

    /** The VM of that id, if the server still calls it so: under another name it may be another VM. */
    default Optional<Vm> find(String id, String name) {
        return find(id).filter(vm -> vm.isNamed(name));
    }

    /** Names are unique to Vimeter, but not on every server: all that bear this one. */
    List<Vm> named(String name);

    /** At most so many, by name. */
    List<Vm> some(int most);
}
