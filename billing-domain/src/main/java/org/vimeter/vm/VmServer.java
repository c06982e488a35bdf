package org.vimeter.vm;

import java.time.LocalDate;
import java.util.List;

/** One server, reached over the network. Safe for use by several threads. */
public interface VmServer {

    VmList vms() throws ServerFault;

    /** Names of the VM templates; a service package's internal name is one of them. */
    List<String> templates() throws ServerFault;

    /** Names of the operating system images. */
    List<String> images() throws ServerFault;

    /** Names of the machines that VMs run on. */
    List<String> nodes() throws ServerFault;

    /** What the server reports for one local day. */
    Report usage(String vmId, LocalDate day) throws ServerFault;

    /** Stopping a stopped VM is not an error. The VM may still run when this returns. */
    void stop(String vmId) throws ServerFault;

    void start(String vmId) throws ServerFault;
}
