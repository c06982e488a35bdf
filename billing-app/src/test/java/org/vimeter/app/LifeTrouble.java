package org.vimeter.app;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vimeter.app.LifeModel.Life;
import org.vimeter.app.LifeModel.Wish;
import org.vimeter.order.EndInput;
import org.vimeter.order.OrderId;
import org.vimeter.service.ServiceId;
import org.vimeter.simulator.Fault;

/** What goes wrong; with short tales that chance alone tells too seldom, of people who change their minds too soon. */
final class LifeTrouble {
    private static final List<Fault> FAULTS = List.of(
            Fault.DROPPED,
            Fault.DROPPED_AFTER,
            Fault.DROPPED_AFTER,
            Fault.HTTP_500,
            Fault.BUSY,
            Fault.EXPIRED,
            Fault.ERROR_OTHER,
            Fault.HALF,
            Fault.HTML);
    private static final List<String> FIVE = List.of(
            "vm", "vm.edit", "vm.edit", "vm.stop", "vm.start", "vm.delete", "iplist.edit", "user.edit", "reportvm");
    private static final List<String> SIX = List.of(
            "GET host",
            "POST host",
            "POST host/stop",
            "POST host/start",
            "DELETE host",
            "POST host/ip",
            "POST account",
            "GET task");

    static final List<String> FUNCTIONS =
            Stream.concat(FIVE.stream(), SIX.stream()).distinct().toList();

    private LifeTrouble() {}

    static String fault(LifeWalk walk) {
        var function = walk.any(walk.six && walk.random.nextBoolean() ? SIX : FIVE);
        var fault = walk.any(FAULTS);
        int times = 1 + walk.random.nextInt(4);
        walk.world.scenarios.forEach(scenario -> scenario.fault(function, fault, times));
        return "fault " + function + " " + fault + " x" + times;
    }

    static String death(LifeWalk walk) {
        boolean ofCalls = walk.random.nextInt(3) > 0;
        int moments = 1 + walk.random.nextInt(ofCalls ? 16 : 100);
        walk.world.process().mortal.diesAfter(moments, ofCalls);
        return "is going to die after " + moments + (ofCalls ? " of calls" : "");
    }

    /** The server stops the VM, and its answer is lost; the client starts it again before anybody has looked. */
    static String unseenStop(LifeWalk walk, Map.@Nullable Entry<ServiceId, Life> one) {
        if (one == null || walk.checks.isUnderWay(one.getKey())) {
            return "";
        }
        breaks(walk, "stop", Fault.DROPPED_AFTER);
        walk.say(LifePower.stop(walk, one));
        walk.pass(LifeWalk.MINUTE);
        return LifePower.start(walk, one) + " before the stop was seen";
    }

    /** Off already, stopped in the shop as well, and started there. */
    static String stoppedTwice(LifeWalk walk, Map.@Nullable Entry<ServiceId, Life> one) {
        if (one == null || walk.checks.isUnderWay(one.getKey())) {
            return "";
        }
        walk.say(LifePower.behindOurBack(walk, one, false));
        walk.pass(LifeWalk.MINUTE);
        walk.say(LifePower.stop(walk, one));
        walk.pass(LifeWalk.MINUTE);
        return LifePower.start(walk, one) + " after it was stopped twice";
    }

    /** An end that cannot read the last usage is taken back. */
    static String endTakenBack(LifeWalk walk, Map.@Nullable Entry<ServiceId, Life> one) {
        if (one == null || walk.checks.isUnderWay(one.getKey())) {
            return "";
        }
        walk.world.scenarios.forEach(scenario -> scenario.fault("reportvm", Fault.HTTP_500, 9));
        var input = new EndInput();
        input.when = "NOW";
        OrderId id = walk.world.process().endService.end(walk.desk.asking(one, true), input);
        var life = one.getValue();
        walk.model.open.put(id, new Wish(life.account, life.daily, null, life, false));
        walk.say("end " + id + " of service " + one.getKey() + " without its last usage");
        walk.pass(LifeWalk.MINUTE);
        return walk.desk.cancel(id);
    }

    private static void breaks(LifeWalk walk, String action, Fault fault) {
        walk.world.scenarios.forEach(scenario -> {
            scenario.fault("vm." + action, fault, 1);
            scenario.fault("POST host/" + action, fault, 1);
        });
    }
}
