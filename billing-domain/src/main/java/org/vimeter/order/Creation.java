package org.vimeter.order;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.offer.Packages;
import org.vimeter.recurring.Subscriptions;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;
import org.vimeter.vm.Job;
import org.vimeter.vm.NewVm;
import org.vimeter.vm.Owner;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;

/** The steps that make a VM. */
final class Creation extends ServerSteps {
    private static final String OWNED = "update server_owner set owner_id = ? where server_id = ? and account_id = ?";

    private static final int SECRET_LENGTH = 20;
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();

    Creation(Site site, Secrets secrets) {
        super(site);
        this.secrets = secrets;
    }

    /** A name that was never given, and that no VM of the server has: a creation would take that VM for ours. */
    Outcome name(Order order) throws ServerFault {
        var vms = server.vms();
        int given = Math.toIntExact(
                db.find("select count(*) from given_name where order_id = ?", row -> row.number(1), order.id())
                        .orElse(0L));
        var name = given == 0 ? "vps" + order.id() : "vps" + order.id() + "-" + (given + 1);
        boolean free = vms.named(name).isEmpty();
        Db.Change give = session -> {
            session.update(
                    "insert into given_name (name, order_id, server_id, given_at) values (?, ?, ?, ?)",
                    name,
                    order.id(),
                    order.serverId(),
                    clock.instant());
            session.update(
                    "update service_order set vm_name = ?, vm_id = null, task = null where id = ?",
                    free ? name : null,
                    order.id());
        };
        return free ? Outcome.done(give) : Outcome.again(give);
    }

    private record ServerUser(
            String name, String passwordSealed, @Nullable String id) {}

    Outcome owner(Order order) throws ServerFault {
        if (known(order).isEmpty()) {
            remember(order);
        }
        var owner = known(order).orElseThrow();
        if (owner.id() != null) {
            return Outcome.done();
        }
        var password = secrets.open(
                owner.passwordSealed(), Holder.owner(order.serverId().value(), owner.name()));
        var id = server.owner(new Owner(owner.name(), owner.name() + "@clients.invalid", password));
        return Outcome.done(session -> session.update(OWNED, id, order.serverId(), order.accountId()));
    }

    /** Before it is made: whoever comes after a crash makes the same one. */
    private void remember(Order order) {
        var name = "client" + order.accountId() + "-" + secret(4);
        var sealed = secrets.seal(
                secret(SECRET_LENGTH), Holder.owner(order.serverId().value(), name));
        write(session -> session.update(
                "insert into server_owner (server_id, account_id, name, password_sealed) values (?, ?, ?, ?) on conflict do nothing",
                order.serverId(),
                order.accountId(),
                name,
                sealed));
    }

    private Optional<ServerUser> known(Order order) {
        return db.find(
                "select * from server_owner where server_id = ? and account_id = ?",
                row -> new ServerUser(row.text("name"), row.text("password_sealed"), row.textOrNull("owner_id")),
                order.serverId(),
                order.accountId());
    }

    /** Repeated under the same name it finds the VM that it made. */
    Outcome create(Order order) throws ServerFault {
        var allotment = allotment(order);
        var owner = known(order).orElseThrow();
        var template = db.transaction(
                session -> Packages.head(session, order.packageId().value()).internalName());
        var job = server.create(new NewVm(
                order.vm().name(),
                order.vm().domain(),
                owner.id() == null ? "" : owner.id(),
                template,
                order.vm().image(),
                secrets.open(
                        order.vm().passwordSealed(), Holder.order(order.vm().key())),
                allotment.resources(),
                allotment.ipv4First() ? allotment.ipv4() : 0,
                allotment.ipv6First() ? allotment.ipv6() : 0));
        return Outcome.told(job);
    }

    Outcome install(Order order) throws ServerFault {
        return whenDone(order);
    }

    /** One after the other, each after the addresses were read, because addAddress is not idempotent. */
    Outcome addresses(Order order) throws ServerFault {
        var allotment = allotment(order);
        var present = server.addresses(order.vm().id());
        write(session -> session.update(
                "update service_order set addresses = ? where id = ?", String.join(" ", present), order.id()));
        boolean ipv4 = count(present, false) < allotment.ipv4();
        boolean ipv6 = count(present, true) < allotment.ipv6();
        return ipv4 || ipv6
                ? Outcome.told(
                        server.addAddress(order.vm().id(), !ipv4, order.vm().domain()))
                : Outcome.done();
    }

    /** The next address is asked for when this one is listed. */
    Outcome addressing(Order order) throws ServerFault {
        boolean listed = server.isDone(new Job(order.vm().id(), order.vm().task()))
                && server.addresses(order.vm().id()).size() > before(order);
        if (listed) {
            return Outcome.done();
        }
        requireTime(order);
        return Outcome.again(LOOK_AGAIN);
    }

    private int before(Order order) {
        return db.find("select addresses from service_order where id = ?", row -> row.text("addresses"), order.id())
                .map(text -> text.isEmpty() ? 0 : text.split(" ", -1).length)
                .orElse(0);
    }

    private static long count(List<String> addresses, boolean ipv6) {
        return addresses.stream()
                .filter(address -> address.contains(":") == ipv6)
                .count();
    }

    Allotment allotment(Order order) {
        return db.transaction(session -> Allotment.of(
                Orders.terms(session, order).offer(),
                Subscriptions.choices(session, order.id().value())));
    }

    /** Nobody pays for the VM yet, so nobody uses it. */
    void rest(Order.New order) throws ServerFault {
        var vm = ours(order);
        if (vm.power() != Vm.Power.STOPPED) {
            server.stop(vm.id());
        }
    }

    /** The VM is read by itself before anything is charged. */
    Outcome activate(Order.New order) throws ServerFault {
        var vm = ours(order);
        var today = today();
        return Outcome.done(session -> new Activation(session, order, today, clock.instant()).perform(vm));
    }

    private String secret(int length) {
        var secret = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            secret.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return secret.toString().toLowerCase(Locale.ROOT);
    }
}
