package org.vimeter.vmmanager.wire;

import org.vimeter.vm.ServerFault;

/** Logs in. */
public interface TicketLogin {
    /** Empty when the answer has no ticket in it. */
    String ticket() throws ServerFault;
}
