package org.vimeter.order;

import java.time.LocalDate;
import org.vimeter.secret.Secrets;
import org.vimeter.vm.ServerFault;

/** The steps of orders on one server, by the kind of the order: a step that is not of its kind is none. */
final class Steps {
    private final Creation creation;
    private final Alteration alteration;
    private final Ending ending;
    private final Removal removal;

    Steps(ServerSteps.Site site, Secrets secrets) {
        this.creation = new Creation(site, secrets);
        this.alteration = new Alteration(site);
        this.ending = new Ending(site);
        this.removal = new Removal(site);
    }

    /** A VM that is made already stands still while nobody pays for it. */
    void rest(Order order) throws ServerFault {
        if (order instanceof Order.New wish && order.step() == Step.ACTIVATE) {
            creation.rest(wish);
        }
    }

    LocalDate today() {
        return creation.today();
    }

    Outcome perform(Order order) throws ServerFault {
        if (order instanceof Order.New wish) {
            return perform(wish);
        }
        return order instanceof Order.Change change ? perform(change) : perform((Order.End) order);
    }

    private Outcome perform(Order.New order) throws ServerFault {
        return switch (order.step()) {
            case NAME -> creation.name(order);
            case OWNER -> creation.owner(order);
            case CREATE -> creation.create(order);
            case INSTALL -> creation.install(order);
            case ADDRESSES -> creation.addresses(order);
            case ADDRESSING -> creation.addressing(order);
            case ACTIVATE -> creation.activate(order);
            case REMOVE -> removal.remove(order);
            default -> throw noStep(order);
        };
    }

    private Outcome perform(Order.Change order) throws ServerFault {
        return switch (order.step()) {
            case RESIZE -> alteration.resize(order);
            case RESIZING -> alteration.resizing(order);
            case ADDRESSES -> creation.addresses(order);
            case ADDRESSING -> creation.addressing(order);
            case APPLY -> alteration.apply(order);
            default -> throw noStep(order);
        };
    }

    private Outcome perform(Order.End order) throws ServerFault {
        return switch (order.step()) {
            case STOP -> ending.stop(order);
            case USAGE -> ending.usage(order);
            case DELETE -> ending.delete(order);
            case CLOSE -> ending.close(order);
            default -> throw noStep(order);
        };
    }

    private IllegalStateException noStep(Order order) {
        return new IllegalStateException("Order " + order.id() + " has nothing to do at " + order.step());
    }
}
