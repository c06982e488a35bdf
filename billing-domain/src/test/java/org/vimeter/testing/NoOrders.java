package org.vimeter.testing;

import java.util.List;
import java.util.Map;
import org.vimeter.vm.CallCount;
import org.vimeter.vm.Job;
import org.vimeter.vm.NewVm;
import org.vimeter.vm.Owner;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.VmServer;
import org.vimeter.vm.VmServers;

/** A server that is only read, stopped and started. */
public abstract class NoOrders implements VmServers, VmServer {
    @Override
    public List<CallCount> calls(long serverId) {
        return List.of();
    }

    @Override
    public List<String> kinds() {
        return List.of("VMMANAGER_KVM");
    }

    @Override
    public Map<String, Long> template(String name) throws ServerFault {
        throw none();
    }

    @Override
    public String owner(Owner owner) throws ServerFault {
        throw none();
    }

    @Override
    public Job create(NewVm wanted) throws ServerFault {
        throw none();
    }

    @Override
    public boolean isDone(Job job) throws ServerFault {
        throw none();
    }

    @Override
    public List<String> addresses(String vmId) throws ServerFault {
        throw none();
    }

    @Override
    public Job addAddress(String vmId, boolean ipv6, String domain) throws ServerFault {
        throw none();
    }

    @Override
    public Job resize(String vmId, Map<String, Long> resources) throws ServerFault {
        throw none();
    }

    @Override
    public Map<String, Long> resources(String vmId) throws ServerFault {
        throw none();
    }

    @Override
    public Job restart(String vmId) {
        throw none();
    }

    @Override
    public Job password(String vmId, String password) {
        throw none();
    }

    @Override
    public Job reinstall(String vmId, String image, String password) {
        throw none();
    }

    @Override
    public Job delete(String vmId) throws ServerFault {
        throw none();
    }

    private static UnsupportedOperationException none() {
        return new UnsupportedOperationException("This server takes no orders");
    }
}
