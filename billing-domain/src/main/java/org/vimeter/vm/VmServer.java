package org.vimeter.vm;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One server, reached over the network. Safe for use by several threads.
 *
 * <p>A {@link ServerFault} of a call that changes something does not say that nothing was changed. So each of them may be
 * repeated: what is so already is not done twice.
 */
public interface VmServer {

    VmList vms() throws ServerFault;

    /** One VM, read by itself; empty when the server says that there is none. */
    Optional<Vm> vm(String vmId) throws ServerFault;

    /** Names of the VM templates; a service package's internal name is one of them. */
    List<String> templates() throws ServerFault;

    /** What a VM is made with from the template alone, as in {@link NewVm}, of what the server tells. */
    Map<String, Long> template(String name) throws ServerFault;

    /** Names of the operating system images. */
    List<String> images() throws ServerFault;

    /** Names of the machines that VMs run on. */
    List<String> nodes() throws ServerFault;

    /**
     * What the server reports for one local day; for the present one, what there is of it so far.
     *
     * @param cpus how many processors the VM had on that day; null when it is not known, and then what is a share of them is missing
     */
    Report usage(String vmId, LocalDate day, @Nullable Integer cpus) throws ServerFault;

    /** The server's id of that owner, who is created if there is none. */
    String owner(Owner owner) throws ServerFault;

    /** Creates the VM, or finds the one that has its name. Two of that name are a fault that staff must look at. */
    Job create(NewVm wanted) throws ServerFault;

    /** Whether the server is through with it; a job that the server says has failed is a fault, with its words. */
    boolean isDone(Job job) throws ServerFault;

    List<String> addresses(String vmId) throws ServerFault;

    /** One address more. Not idempotent: read {@link #addresses}, add one, read again. */
    Job addAddress(String vmId, boolean ipv6, String domain) throws ServerFault;

    /**
     * Gives the VM these resources, as in {@link NewVm}. A disk that would shrink, or that this kind of server cannot change,
     * is a fault before anything is called.
     */
    Job resize(String vmId, Map<String, Long> resources) throws ServerFault;

    /** What the VM has, as in {@link NewVm}, of what the server tells. */
    Map<String, Long> resources(String vmId) throws ServerFault;

    /** Stopping a stopped VM is not an error. The VM may still run when this returns. */
    Job stop(String vmId) throws ServerFault;

    Job start(String vmId) throws ServerFault;

    Job restart(String vmId) throws ServerFault;

    /** Root's password. */
    Job password(String vmId, String password) throws ServerFault;

    /** Installs the image again; all data of the VM is lost. */
    Job reinstall(String vmId, String image, String password) throws ServerFault;

    /** Deleting a VM that is gone is not an error. */
    Job delete(String vmId) throws ServerFault;
}
