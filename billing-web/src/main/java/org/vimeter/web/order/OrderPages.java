package org.vimeter.web.order;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.vimeter.catalog.AddOnType;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.Offer;
import org.vimeter.offer.OfferedAddOn;
import org.vimeter.offer.Rule;
import org.vimeter.offer.Sales;
import org.vimeter.order.ChangeService;
import org.vimeter.order.EndInput;
import org.vimeter.order.EndService;
import org.vimeter.order.Order;
import org.vimeter.order.OrderId;
import org.vimeter.order.OrderInput;
import org.vimeter.order.OrderTasks;
import org.vimeter.order.Orders;
import org.vimeter.order.PlaceOrder;
import org.vimeter.order.Requester;
import org.vimeter.order.ServiceRequest;
import org.vimeter.overview.Overview;
import org.vimeter.overview.ServiceDetails;
import org.vimeter.recurring.Selection;
import org.vimeter.service.ServiceId;
import org.vimeter.web.kit.Account;
import org.vimeter.web.kit.FieldFaults;
import org.vimeter.web.kit.View;

/** The pages on which services are ordered, changed and ended, the same for clients and for staff. */
@Singleton
public class OrderPages {
    @Inject
    private PlaceOrder placeOrder;

    @Inject
    private ChangeService changeService;

    @Inject
    private EndService endService;

    @Inject
    private OrderTasks tasks;

    @Inject
    private Orders orders;

    @Inject
    private Overview overview;

    @Inject
    private ServiceDetails details;

    @Inject
    private Sales sales;

    /** One thing to choose, with what is chosen now. */
    public record Choice(OfferedAddOn addOn, String value) {
        public boolean isQuantity() {
            return addOn.rule() == Rule.ON_ORDER;
        }
    }

    View packages(Account account) {
        return view("packages", account).with("packages", placeOrder.onSale(account.id()));
    }

    View order(Account account, OrderInput input) {
        var draft = placeOrder.draft(account.id(), input);
        var quote = draft.quote();
        return view("order", account)
                .with("draft", draft)
                .with("quote", quote)
                .with("image", Objects.requireNonNullElse(input.image, ""))
                .with("domain", Objects.requireNonNullElse(input.domain, ""))
                .with("choices", choices(draft.orderable().terms().offer(), quote.choices()))
                .with("key", Objects.requireNonNullElseGet(input.key, OrderPages::key))
                .with("faults", FieldFaults.of(draft.faults().all()));
    }

    long place(Requester requester, OrderInput input) {
        return placeOrder.place(requester, input).value();
    }

    View story(Account account, long orderId) {
        var story = orders.story(account.id(), new OrderId(orderId));
        var order = story.shown().order();
        boolean moves = order.status() == Order.Status.OPEN && order.notBefore() == null;
        return view("story", account)
                .with("story", story)
                .with("order", order)
                .with("refresh", moves)
                .with("choices", story.offer() == null ? List.of() : choices(story.offer(), story.choices()))
                .with("servers", order.kind() == Order.Kind.NEW ? sales.serversOf(order.packageId()) : List.of());
    }

    void cancel(Requester requester, long orderId) {
        orders.story(requester.accountId(), new OrderId(orderId));
        tasks.cancel(new OrderId(orderId), requester.isStaff() ? null : requester.accountId(), requester.actor());
    }

    void confirm(Requester requester, long orderId, String quoted) {
        orders.story(requester.accountId(), new OrderId(orderId));
        tasks.confirm(
                new OrderId(orderId), requester.isStaff() ? null : requester.accountId(), quoted, requester.actor());
    }

    View change(Account account, long service, boolean isStaff, OrderInput input) {
        var draft = changeService.draft(
                new ServiceRequest(new Requester(account.id(), "", isStaff), new ServiceId(service)), input);
        var quote = draft.quote();
        var shown = overview.service(account.id(), new ServiceId(service));
        return view("change", account)
                .with("service", shown)
                .with("life", details.of(account.id(), new ServiceId(service)))
                .with("draft", draft)
                .with("quote", quote)
                .with("periods", List.of(BillingPeriod.values()))
                .with(
                        "packages",
                        placeOrder.onSale(account.id()).stream()
                                .filter(one -> one.periods().contains(quote.per())
                                        && one.terms().offer().servers().contains(shown.serverId()))
                                .toList())
                .with("chosen", quote.terms().version().packageId())
                .with("choices", choices(quote.terms().offer(), quote.choices()))
                .with("key", Objects.requireNonNullElseGet(input.key, OrderPages::key))
                .with("faults", FieldFaults.of(draft.faults().all()));
    }

    long change(Requester requester, long service, OrderInput input) {
        return changeService
                .change(new ServiceRequest(requester, new ServiceId(service)), input)
                .value();
    }

    View end(Account account, long service) {
        return view("end", account)
                .with("service", overview.service(account.id(), new ServiceId(service)))
                .with("life", details.of(account.id(), new ServiceId(service)));
    }

    long end(Requester requester, long service, EndInput input) {
        return endService
                .end(new ServiceRequest(requester, new ServiceId(service)), input)
                .value();
    }

    /** An operating system is not among them: it follows the disk image. */
    private static List<Choice> choices(Offer offer, Selection chosen) {
        var choices = new ArrayList<Choice>();
        for (var addOn : offer.addOns()) {
            if (addOn.rule() == Rule.ON_ORDER) {
                choices.add(new Choice(addOn, quantity(addOn, chosen)));
            } else if (addOn.rule() == Rule.ENUMERATION && !addOn.isOf(AddOnType.OPERATING_SYSTEM)) {
                choices.add(new Choice(addOn, chosen.elements().getOrDefault(addOn.name(), "")));
            }
        }
        return choices;
    }

    private static String quantity(OfferedAddOn addOn, Selection chosen) {
        long quantity = chosen.quantities().getOrDefault(addOn.name(), addOn.least());
        return addOn.unit().fromBase(quantity).stripTrailingZeros().toPlainString();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static View view(String template, Account account) {
        return View.of("order/" + template).with("base", account.base());
    }
}
