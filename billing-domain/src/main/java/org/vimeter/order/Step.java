package org.vimeter.order;

/** What is done next. It is stored before it is begun, and begun again by whoever finds it there. */
public enum Step {
    /** Wait until the account has the money. */
    FUNDS,
    /** Find a name that no VM has. */
    NAME,
    /** Make the user on the server to whom the client's VMs belong. */
    OWNER,
    CREATE,
    /** Wait until the system is installed. */
    INSTALL,
    /** Add what is missing of the ordered addresses. */
    ADDRESSES,
    /** Wait until the address is listed. */
    ADDRESSING,
    /** Read the VM back, and begin the service. */
    ACTIVATE,
    RESIZE,
    /** Wait until the server is through with it. */
    RESIZING,
    /** Read the VM back, and apply the change. */
    APPLY,
    STOP,
    /** Read what was used since the last night. */
    USAGE,
    DELETE,
    /** Wait until the VM is not there any more, and end the service. */
    CLOSE,
    /** Delete what an order that is taken back has made. */
    REMOVE,
    /** Nothing is left to do. */
    END
}
