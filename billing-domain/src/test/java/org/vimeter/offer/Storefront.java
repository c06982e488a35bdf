package org.vimeter.offer;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.vimeter.account.AccountId;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.order.ChangeService;
import org.vimeter.order.EndService;
import org.vimeter.order.OrderId;
import org.vimeter.order.OrderInput;
import org.vimeter.order.OrderTasks;
import org.vimeter.order.Orders;
import org.vimeter.order.PlaceOrder;
import org.vimeter.order.Provisioner;
import org.vimeter.order.Requester;
import org.vimeter.order.ServiceRequest;
import org.vimeter.recurring.RenewalBrakes;
import org.vimeter.recurring.Renewals;
import org.vimeter.service.ServiceId;
import org.vimeter.testing.Shop;

/** A shop that sells packages and takes orders. */
public final class Storefront {
    public final Drawer drawer = new Drawer();
    public final Shop shop = drawer.shop;
    public final PlaceOrder desk = new PlaceOrder(shop.db, shop.clock, shop.secrets);
    public final ChangeService changeService = new ChangeService(shop.db, shop.clock);
    public final EndService endService = new EndService(shop.db, shop.clock);
    public final OrderTasks tasks = new OrderTasks(shop.db, shop.clock, "staff");
    public final Orders orders = new Orders(shop.db);
    public final Suspensions suspensions = new Suspensions(shop.db, shop.clock);
    public final Provisioner provisioner = new Provisioner(shop.db, shop.clock, shop.secrets, shop.connections, "node");
    public final Renewals renewals = new Renewals(shop.db, shop.clock, RenewalBrakes.DEFAULT);
    public ZoneId zone = ZoneId.of("Europe/Berlin");
    private int lastKey;

    /** 15.00 a month, 5.00 to set up; an address more 2.00, a GiB of RAM more 1.50; Debian 3.00. */
    public long published(String internalName, Consumer<PackageInput> change) {
        shop.servers.templates.add(internalName);
        var input = Drawer.valid();
        input.name = internalName;
        input.internalName = internalName;
        input.prices = Drawer.prices(
                Drawer.price("EUR", "MONTHLY", "15.00"),
                Drawer.price("EUR", "YEARLY", "150.00"),
                Drawer.price("EUR", "DAILY", "0.60"),
                Drawer.price("EUR", "SETUP", "5.00"));
        input.addOns.removeIf(addOn -> addOn.type.equals("ip"));
        input.addOns.add(onOrder("ip", "1", "8", "1", "2.00", "20.00", "0.10"));
        input.addOns.add(onOrder("mem", "1024", "8192", "1024", "1.50", "15.00", "0.05"));
        input.addOns.add(Drawer.addOn("disc", "INCLUDED", disc -> {
            disc.included = "40";
            disc.policy = "FORBIDDEN";
        }));
        input.addOns.add(Drawer.addOn("ostempl", "ENUMERATION", system -> {
            var debian = new AddOnInput.ElementInput();
            debian.name = Drawer.DEBIAN;
            debian.preset = true;
            debian.prices = Drawer.prices(
                    Drawer.price("EUR", "MONTHLY", "3.00"),
                    Drawer.price("EUR", "YEARLY", "30.00"),
                    Drawer.price("EUR", "DAILY", "0.10"));
            system.elements.add(debian);
        }));
        change.accept(input);
        long id = drawer.desk.create(input);
        drawer.desk.publish(id, LocalDate.now(shop.clock), 0, "test");
        return id;
    }

    private static AddOnInput onOrder(
            String type, String least, String most, String step, String month, String year, String day) {
        return Drawer.addOn(type, "ON_ORDER", addOn -> {
            addOn.minimum = least;
            addOn.maximum = most;
            addOn.step = step;
            addOn.included = least;
            addOn.prices = Drawer.prices(
                    Drawer.price("EUR", "MONTHLY", month),
                    Drawer.price("EUR", "YEARLY", year),
                    Drawer.price("EUR", "DAILY", day));
        });
    }

    public OrderInput input(long servicePackage, String per) {
        var input = new OrderInput();
        input.servicePackage = servicePackage;
        input.per = per;
        input.image = Drawer.DEBIAN;
        input.domain = "shop.example.com";
        input.password = "secret-123";
        input.key = "k" + ++lastKey;
        return input;
    }

    public OrderInput change() {
        var input = new OrderInput();
        input.key = "k" + ++lastKey;
        return input;
    }

    public OrderId order(AccountId account, OrderInput input) {
        return new OrderId(
                desk.place(new Requester(account, "anna", false), input).value());
    }

    public ServiceRequest asking(AccountId account, ServiceId service) {
        return new ServiceRequest(new Requester(account, "anna", false), service);
    }

    public ServiceRequest staff(AccountId account, ServiceId service) {
        return new ServiceRequest(new Requester(account, "admin", true), service);
    }

    /** The timer's passes of some minutes. */
    public void minutes(int passes) {
        for (int i = 0; i < passes; i++) {
            shop.clock.advance(Duration.ofMinutes(1));
            pass();
        }
    }

    /** The same with an hour between them. */
    public void hours(int passes) {
        for (int i = 0; i < passes; i++) {
            shop.clock.advance(Duration.ofHours(1));
            pass();
        }
    }

    public void pass() {
        parts().forEach(Runnable::run);
    }

    /** What a pass of the timer does, one after the other. */
    public List<Runnable> parts() {
        return List.of(
                () -> renewals.renew(shop.server, zone),
                () -> provisioner.work(shop.server),
                () -> shop.reconciler.reconcile(shop.server));
    }

    /** An active service. */
    public ServiceId active(AccountId account, OrderInput input) {
        OrderId order = order(account, input);
        minutes(3);
        return service(order);
    }

    public ServiceId service(OrderId order) {
        var service = orders.story(order).shown().order().serviceId();
        if (service == null) {
            throw new AssertionError("Order " + order + " has no service: " + orders.story(order));
        }
        return new ServiceId(service.value());
    }

    public String status(OrderId order) {
        var shown = orders.story(order).shown().order();
        return shown.status() + " " + shown.step();
    }
}
