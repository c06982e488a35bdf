package org.vimeter.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.app.LifeModel.Life;
import org.vimeter.enforcement.SuspensionCause;
import org.vimeter.service.ServiceId;

/** What people do to a VM's power, through the product and behind its back. */
final class LifePower {
    private LifePower() {}

    static String suspend(LifeWalk walk, Map.@Nullable Entry<ServiceId, Life> one) {
        if (one == null || walk.checks.isStopping(one.getKey())) {
            return "";
        }
        walk.world.process().suspensions.suspend(one.getKey(), SuspensionCause.STAFF, "admin", "a test");
        one.getValue().stoppedByStaff = true;
        return "staff stop " + one.getKey();
    }

    /** The newest reason but that of an end. */
    static String release(LifeWalk walk, boolean hold) {
        long id = walk.checks.number(
                "select coalesce(max(id), 0) from suspension where lifted_at is null and order_id is null");
        if (id == 0) {
            return "";
        }
        var suspensions = walk.world.process().suspensions;
        var one = suspensions.byId(id);
        suspensions.release(id, "admin", hold ? walk.world.today().plusDays(3) : null);
        var life = walk.checks.life(new ServiceId(one.serviceId()));
        if (one.cause() == SuspensionCause.STAFF) {
            life.stoppedByStaff = false;
        } else if (one.cause() == SuspensionCause.CLIENT) {
            life.stoppedByClient = false;
        }
        return "release " + one.cause() + " of " + one.serviceId() + (hold ? " and hold" : "");
    }

    static String stop(LifeWalk walk, Map.@Nullable Entry<ServiceId, Life> one) {
        if (one == null || walk.checks.isStopping(one.getKey())) {
            return "";
        }
        walk.world.process().suspensions.stop(one.getValue().account, one.getKey(), "anna");
        one.getValue().stoppedByClient = true;
        return "client stops " + one.getKey();
    }

    static String start(LifeWalk walk, Map.@Nullable Entry<ServiceId, Life> one) {
        if (one == null || walk.checks.isStopping(one.getKey())) {
            return "";
        }
        walk.world.process().suspensions.start(one.getValue().account, one.getKey(), "anna");
        one.getValue().stoppedByClient = false;
        one.getValue().keptOff = null;
        return "client starts " + one.getKey();
    }

    /** A running VM is stopped only where nothing else is under way with it, so that it is plain who stopped it. */
    static String behindOurBack(LifeWalk walk, Map.@Nullable Entry<ServiceId, Life> one, boolean on) {
        if (one == null || (!on && walk.checks.isUnderWay(one.getKey()))) {
            return "";
        }
        var vm = walk.checks.vm(one.getKey());
        if (vm == null || vm.running() == on) {
            return "";
        }
        walk.world.console.power(walk.checks.server(one.getKey()), vm.id(), on);
        one.getValue().keptOff = on ? null : walk.world.clock.instant();
        return "somebody " + (on ? "starts " : "stops ") + one.getKey();
    }
}
