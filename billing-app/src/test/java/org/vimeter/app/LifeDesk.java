package org.vimeter.app;

import java.util.List;
import java.util.Map;
import org.vimeter.account.AccountId;
import org.vimeter.app.LifeModel.Having;
import org.vimeter.app.LifeModel.Life;
import org.vimeter.app.LifeModel.Sold;
import org.vimeter.app.LifeModel.Wish;
import org.vimeter.order.EndInput;
import org.vimeter.order.OrderId;
import org.vimeter.order.OrderInput;
import org.vimeter.order.Requester;
import org.vimeter.order.ServiceRequest;
import org.vimeter.server.ServerId;
import org.vimeter.service.ServiceId;

/** What people order, pay, use and take back; each order is told to the model only when it was taken. */
final class LifeDesk {
    private final LifeWalk walk;
    private final World world;
    private int keys;

    LifeDesk(LifeWalk walk) {
        this.walk = walk;
        this.world = walk.world;
    }

    Having having(Sold sold, long leastAddresses) {
        long addresses = Math.min(8, leastAddresses + walk.random.nextInt(3));
        return new Having(sold, addresses, sold.memory + Sold.STEP * walk.random.nextInt(3));
    }

    OrderInput input(Having having) {
        var input = new OrderInput();
        input.servicePackage = world.packageOf(having.sold());
        input.quantities.put("ip", "" + having.addresses());
        input.quantities.put("mem", "" + having.memory());
        input.key = "k" + ++keys;
        return input;
    }

    Requester placing(AccountId account) {
        return new Requester(account, "anna", false);
    }

    String order() {
        AccountId account = walk.any(world.accounts);
        boolean daily = walk.random.nextInt(4) == 0;
        var having = having(walk.any(List.of(Sold.values())), 1);
        var input = input(having);
        input.per = daily ? "DAILY" : "MONTHLY";
        input.image = World.IMAGE;
        input.domain = "shop.example.com";
        input.password = "secret-123";
        OrderId id = world.process().desk.place(placing(account), input);
        walk.model.open.put(id, new Wish(account, daily, having, null, false));
        return "order " + id + " of " + account + ": " + input.per + " " + having;
    }

    String pay() {
        return pay(walk.any(world.accounts));
    }

    String pay(AccountId account) {
        var amount = (5 + walk.random.nextInt(account.equals(world.accounts.get(0)) ? 150 : 40)) + "."
                + (10 + walk.random.nextInt(90));
        world.pay("p" + ++keys, account, amount);
        walk.checks.paid(account, amount);
        return "pay " + account + " " + amount;
    }

    String use(int gib) {
        var one = walk.anyLife();
        var vm = one == null ? null : walk.checks.vm(one.getKey());
        if (one == null || vm == null || !vm.running()) {
            return "";
        }
        world.used.merge(vm.name() + " " + world.today(), (long) gib + walk.random.nextInt(200), Long::sum);
        walk.money.changed(one.getKey(), world.today());
        return "use about " + gib + " GiB by " + vm.name();
    }

    String change() {
        var one = walk.anyLife();
        if (one == null) {
            return "";
        }
        var life = one.getValue();
        var sold = walk.random.nextInt(3) == 0
                ? walk.any(List.of(Sold.values()))
                : life.now().sold();
        var having = having(sold, life.now().addresses());
        OrderId id = world.process().changeService.change(asking(one, false), input(having));
        walk.model.open.put(id, new Wish(life.account, life.daily, having, life, false));
        return "change " + id + " of service " + one.getKey() + ": " + having;
    }

    ServiceRequest asking(Map.Entry<ServiceId, Life> one, boolean staff) {
        var requester = new Requester(one.getValue().account, "anna", staff);
        return new ServiceRequest(requester, one.getKey());
    }

    String end() {
        var one = walk.anyLife();
        if (one == null) {
            return "";
        }
        var input = new EndInput();
        input.when = walk.random.nextBoolean() ? "NOW" : "PERIOD";
        input.refund = walk.random.nextInt(3) == 0;
        OrderId id = world.process().endService.end(asking(one, true), input);
        var life = one.getValue();
        walk.model.open.put(id, new Wish(life.account, life.daily, null, life, input.refund));
        return "end " + id + " of service " + one.getKey() + " " + input.when + (input.refund ? " refund" : "");
    }

    String cancel() {
        return walk.model.open.isEmpty() ? "" : cancel(walk.any(List.copyOf(walk.model.open.keySet())));
    }

    String cancel(OrderId id) {
        world.process().tasks.cancel(id, null, "admin");
        walk.checks.observe();
        return "cancel " + id;
    }

    String move() {
        return walk.model.open.isEmpty() ? "" : move(walk.any(List.copyOf(walk.model.open.keySet())));
    }

    String move(OrderId id) {
        long to = walk.any(world.servers);
        world.process().tasks.move(id, new ServerId(to), "admin");
        return "move " + id + " to " + to;
    }
}
