package org.vimeter.vm;

import java.util.List;
import java.util.Optional;

/** The VMs of a server at one moment. */
public interface VmList {

    boolean isEmpty();

    Optional<Vm> find(String id);

    Optional<Vm> named(String name);

    /** At most so many, by name. */
    List<Vm> some(int most);
}
