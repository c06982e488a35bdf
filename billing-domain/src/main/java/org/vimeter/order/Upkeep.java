package org.vimeter.order;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.enforcement.Reconciler;
import org.vimeter.recurring.Renewals;
import org.vimeter.server.Connections;

/** All that is due on one server at this moment, whatever the hour: periods that begin, orders, VMs to stop and to start. */
public final class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class.getName());

    private final Connections connections;
    private final Renewals renewals;
    private final Provisioner provisioner;
    private final Reconciler reconciler;

    public Upkeep(Connections connections, Renewals renewals, Provisioner provisioner, Reconciler reconciler) {
        this.connections = connections;
        this.renewals = renewals;
        this.provisioner = provisioner;
        this.reconciler = reconciler;
    }

    /** One part that fails keeps the others from nothing; all of it is tried again at the next turn. */
    public void work(long serverId) {
        attempt(
                serverId,
                () -> renewals.renew(serverId, connections.of(serverId).zone()));
        attempt(serverId, () -> provisioner.work(serverId));
        attempt(serverId, () -> reconciler.reconcile(serverId));
    }

    private static void attempt(long serverId, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "A part of the upkeep of server " + serverId + " failed; it is tried again", e);
        }
    }
}
