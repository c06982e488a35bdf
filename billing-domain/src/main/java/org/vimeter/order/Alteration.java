package org.vimeter.order;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.catalog.AddOnType;
import org.vimeter.db.Session;
import org.vimeter.enforcement.OrderSuspensions;
import org.vimeter.offer.PackageId;
import org.vimeter.offer.Packages;
import org.vimeter.offer.Versions;
import org.vimeter.problem.Problem;
import org.vimeter.recurring.Cycle;
import org.vimeter.recurring.RecurringCharges;
import org.vimeter.recurring.RecurringCharges.Booking;
import org.vimeter.recurring.Selection;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.service.Services;
import org.vimeter.vm.ServerFault;

/** The steps that change what a VM has. */
final class Alteration extends ServerSteps {
    Alteration(Site site) {
        super(site);
    }

    /**
     * What a change makes different.
     *
     * @param templateBefore what the package's template gave where the package itself says nothing; empty when the package stays
     * @param templateAfter the same of the new package
     */
    private record Difference(
            Allotment before, Allotment after, Map<String, Long> templateBefore, Map<String, Long> templateAfter) {
        /** What the server is told; taking a change back never shrinks a disk. */
        Map<String, Long> wanted(boolean back) {
            var wanted = new LinkedHashMap<>(back ? before.besides(after) : after.besides(before));
            if (back) {
                wanted.remove(AddOnType.DISK);
            }
            ofTemplate(back).forEach(wanted::putIfAbsent);
            return wanted;
        }

        /** What the package itself says nothing of. */
        Map<String, Long> ofTemplate(boolean back) {
            var given = new LinkedHashMap<>(back ? templateBefore : templateAfter);
            given.keySet().removeAll((back ? before : after).resources().keySet());
            if (back) {
                given.remove(AddOnType.DISK);
            }
            return given;
        }
    }

    Outcome resize(Order.Change order) throws ServerFault {
        if (order.undo() != null && !isThere(order)) {
            return Outcome.gone(session -> OrderTasks.closed(session, order, "order", clock.instant()));
        }
        ours(order);
        boolean back = order.undo() != null;
        var difference = difference(order);
        var wanted = difference.wanted(back);
        if (difference.ofTemplate(back).containsKey(AddOnType.DISK)) {
            keepLargerDisk(order, wanted);
        }
        requireNoLess(order, wanted.get(AddOnType.DISK));
        if (wanted.isEmpty()) {
            return Outcome.done();
        }
        return Outcome.told(server.resize(order.vm().id(), wanted));
    }

    /** Nothing can be taken back of a VM that is gone, or that is another one now. */
    private boolean isThere(Order.Change order) throws ServerFault {
        return server.vm(order.vm().id())
                .filter(vm -> vm.isSurely(order.vm().name()))
                .isPresent();
    }

    /** A template's disk may be smaller than the VM's, which stays as it is. */
    private void keepLargerDisk(Order.Change order, Map<String, Long> wanted) throws ServerFault {
        var now = server.resources(order.vm().id()).get(AddOnType.DISK);
        var given = wanted.get(AddOnType.DISK);
        if (now == null || (given != null && now >= given)) {
            wanted.remove(AddOnType.DISK);
        }
    }

    /** The disk may be larger than what is paid for; its data is worth more than the difference. */
    private void requireNoLess(Order.Change order, @Nullable Long disk) throws ServerFault {
        var now = disk == null ? null : server.resources(order.vm().id()).get(AddOnType.DISK);
        if (disk != null && now != null && now > disk) {
            throw new ServerFault(
                    Problem.of("resize.fixed", connection.name(), order.vm().id(), AddOnType.DISK, now, disk), false);
        }
    }

    Outcome resizing(Order.Change order) throws ServerFault {
        return whenDone(order);
    }

    Outcome apply(Order.Change order) throws ServerFault {
        ours(order);
        verify(order);
        if (order.undo() != null) {
            return Outcome.done(session -> OrderTasks.closed(session, order, "order", clock.instant()));
        }
        var today = today();
        return Outcome.done(session -> apply(session, order, today, clock.instant()));
    }

    /** The server may round up to what it can give, and may be silent on some; what it tells must have moved. */
    private void verify(Order.Change order) throws ServerFault {
        boolean back = order.undo() != null;
        var difference = difference(order);
        var wanted = difference.wanted(back);
        var told = wanted.isEmpty()
                ? Map.<String, Long>of()
                : server.resources(order.vm().id());
        for (var one : wanted.entrySet()) {
            var now = told.get(one.getKey());
            long before = (back ? difference.after() : difference.before()).amount(one.getKey());
            boolean given = difference.ofTemplate(back).containsKey(one.getKey());
            boolean moved = now == null || isMoved(one, now, before, given);
            if (!moved) {
                throw new ServerFault(
                        Problem.of(
                                "resize.not-verified",
                                connection.name(),
                                order.vm().name(),
                                one.getKey(),
                                one.getValue(),
                                String.valueOf(now)),
                        false);
            }
        }
    }

    private static boolean isMoved(Map.Entry<String, Long> wanted, long now, long before, boolean given) {
        boolean enough = now >= wanted.getValue();
        if (!given) {
            return enough && now != before;
        }
        return wanted.getKey().equals(AddOnType.DISK) ? enough : now == wanted.getValue();
    }

    private Difference difference(Order.Change order) throws ServerFault {
        var present = db.transaction(session -> packageId(session, order));
        boolean other = !present.equals(order.packageId());
        var before = other && order.undo() != null ? template(present) : Map.<String, Long>of();
        var after = other ? template(order.packageId()) : Map.<String, Long>of();
        return db.transaction(
                session -> new Difference(before(session, order), allotment(session, order), before, after));
    }

    private Map<String, Long> template(PackageId packageId) throws ServerFault {
        var name = db.transaction(
                session -> Packages.head(session, packageId.value()).internalName());
        return server.template(name);
    }

    /** What the service has until the change is applied. */
    private Allotment before(Session session, Order.Change order) throws SQLException {
        var configs = Services.configs(session, order.serviceId());
        @Nullable
        Long ordered =
                configs.isEmpty() ? null : configs.get(configs.size() - 1).orderId();
        if (ordered != null) {
            return allotment(session, Orders.find(session, new OrderId(ordered)).orElseThrow());
        }
        var version =
                Versions.inForce(session, packageId(session, order), today()).orElseThrow();
        return Allotment.of(Versions.offer(session, version), Selection.NONE);
    }

    private static Allotment allotment(Session session, Order order) throws SQLException {
        return Allotment.of(
                Orders.terms(session, order).offer(),
                Subscriptions.choices(session, order.id().value()));
    }

    /** The package that the service has until then. */
    private static PackageId packageId(Session session, Order.Change order) throws SQLException {
        return Services.find(session, order.serviceId()).orElseThrow().packageId();
    }

    /** From today on the service has, and pays for, what was ordered. */
    private static void apply(Session session, Order.Change order, LocalDate today, Instant at) throws SQLException {
        var service = order.serviceId();
        var per = order.per();
        var config =
                new Services.Config(today, order.packageId(), per, order.id().value());
        var addresses = session.one(
                "select addresses from service_order where id = ?", row -> row.text("addresses"), order.id());
        Services.switchTo(session, service, config, Cycle.at(per, today).next(), addresses, at);
        OrderSuspensions.otherPackage(session, service, order.packageId(), at);
        RecurringCharges.settleFrom(session, service, Cycle.at(per, today), new Booking(order.orderedBy(), at, today));
    }
}
