package org.vimeter.vm;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class ListedVms implements VmList {
    private final Map<String, Vm> byId = new HashMap<>();

    ListedVms(Collection<Vm> vms) {
        vms.forEach(vm -> byId.put(vm.id(), vm));
    }

    @Override
    public boolean isEmpty() {
        return byId.isEmpty();
    }

    @Override
    public Optional<Vm> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Vm> named(String name) {
        return byId.values().stream().filter(vm -> vm.name().equals(name)).toList();
    }

    @Override
    public List<Vm> some(int most) {
        return byId.values().stream()
                .sorted(Comparator.comparing(Vm::name))
                .limit(most)
                .toList();
    }
}
