package org.vimeter.lease;

/** Another node took over; this one must stop, and has written nothing since. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLost(String name) {
        super("The lease on " + name + " was taken over by another node");
    }
}
