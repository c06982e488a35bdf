package org.vimeter.web.catalog;

import static org.vimeter.web.catalog.CatalogViews.saved;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.vimeter.catalog.AddOnType;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.BeyondLimit;
import org.vimeter.catalog.EditAddOnType;
import org.vimeter.catalog.Period;
import org.vimeter.db.Listing;
import org.vimeter.login.Logins;
import org.vimeter.offer.AddOnInput;
import org.vimeter.offer.AddOnInput.ElementInput;
import org.vimeter.offer.ChangePolicy;
import org.vimeter.offer.EditPackage;
import org.vimeter.offer.PriceKind;
import org.vimeter.offer.Rule;
import org.vimeter.overview.CatalogLists;
import org.vimeter.problem.Refused;
import org.vimeter.rating.Combine;
import org.vimeter.rating.LimitTest;
import org.vimeter.web.kit.FieldFaults;
import org.vimeter.web.kit.Forms;
import org.vimeter.web.kit.Page;
import org.vimeter.web.kit.View;

/** The add-ons of a draft. */
@Path("/staff/packages/{package}/add-ons")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.TEXT_HTML)
public class AddOnPages {
    private static final int EMPTY_ROWS = 3;

    @PathParam("package")
    private long id;

    @Inject
    private Page page;

    @Inject
    private EditPackage editPackage;

    @Inject
    private EditAddOnType types;

    @Inject
    private CatalogLists lists;

    @Inject
    private CatalogViews views;

    /** What a form of an add-on shows of one element. */
    public record ElementRow(int number, ElementInput element, PriceGrid grid) {}

    @GET
    @Path("new")
    public View empty(
            @QueryParam("type") @DefaultValue("") String type, @QueryParam("rule") @DefaultValue("") String rule) {
        var chosen = type(type);
        var input = new AddOnInput();
        input.type = chosen.name();
        input.name = chosen.name();
        input.title = chosen.title();
        input.unit = chosen.unit().name();
        input.rule = rule.isEmpty() ? usual(chosen).name() : rule;
        input.policy = (chosen.name().equals(AddOnType.DISK) ? ChangePolicy.FORBIDDEN : ChangePolicy.ALLOWED).name();
        return form("", input, editPackage.draft(id));
    }

    private static Rule usual(AddOnType type) {
        if (type.isMetered()) {
            return Rule.METERED;
        }
        return type.name().equals(AddOnType.OPERATING_SYSTEM) ? Rule.ENUMERATION : Rule.INCLUDED;
    }

    @GET
    @Path("{name}")
    public View one(@PathParam("name") String name, @QueryParam("rule") @DefaultValue("") String rule) {
        var draft = editPackage.draft(id);
        var input = find(draft, name);
        input.rule = rule.isEmpty() ? input.rule : rule;
        var path = "addOns." + name + ".";
        var own = editPackage.known(draft).stream()
                .filter(fault -> fault.field().startsWith(path))
                .toList();
        return form(name, input, draft).with("missing", FieldFaults.of(own).within("addOns." + name));
    }

    @POST
    public Response create(MultivaluedMap<String, String> form) {
        return write("", form);
    }

    @POST
    @Path("{name}")
    public Response change(@PathParam("name") String name, MultivaluedMap<String, String> form) {
        return write(name, form);
    }

    private Response write(String name, MultivaluedMap<String, String> form) {
        var addOn = read(form);
        var draft = editPackage.draft(id);
        var input = draft.input();
        input.revision = revision(form);
        if (name.isEmpty()) {
            input.addOns.add(addOn);
        } else {
            input.addOns.set(input.addOns.indexOf(find(draft, name)), addOn);
        }
        try {
            editPackage.save(id, input);
            return saved("/staff/packages/" + id, "addOns");
        } catch (Refused refused) {
            var own = addOn.name.isBlank() ? addOn.type : addOn.name.strip();
            return Forms.again(
                    form(name, addOn, draft)
                            .with("faults", FieldFaults.of(refused).within("addOns." + own)),
                    refused);
        }
    }

    @POST
    @Path("{name}/deletion")
    public Response delete(@PathParam("name") String name, MultivaluedMap<String, String> form) {
        var draft = editPackage.draft(id);
        var input = draft.input();
        input.revision = revision(form);
        input.addOns.remove(find(draft, name));
        editPackage.save(id, input);
        return saved("/staff/packages/" + id, "addOns");
    }

    /** One place up in the order in which clients see them. */
    @POST
    @Path("{name}/up")
    public Response up(@PathParam("name") String name, @FormParam("revision") int revision) {
        var draft = editPackage.draft(id);
        var input = draft.input();
        input.revision = revision;
        int place = input.addOns.indexOf(find(draft, name));
        if (place > 0) {
            Collections.swap(input.addOns, place, place - 1);
            editPackage.save(id, input);
        }
        return saved("/staff/packages/" + id, "addOns");
    }

    private static int revision(MultivaluedMap<String, String> form) {
        var text = String.valueOf(form.getFirst("revision"));
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** A box that is not ticked is not sent, and radio buttons of several rows share one name. */
    private AddOnInput read(MultivaluedMap<String, String> form) {
        var addOn = page.read(form, AddOnInput.class);
        if (addOn.rule.equals(Rule.INCLUDED.name())) {
            addOn.policy = (form.containsKey("_forbid") ? ChangePolicy.FORBIDDEN : ChangePolicy.ALLOWED).name();
        }
        for (int i = 0; i < addOn.elements.size(); i++) {
            addOn.elements.get(i).preset = String.valueOf(i).equals(form.getFirst("_preset"));
        }
        return addOn;
    }

    private AddOnInput find(EditPackage.Shown draft, String name) {
        return draft.input().addOns.stream()
                .filter(addOn -> addOn.name.equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.unknown("add-on.unknown", name));
    }

    private AddOnType type(String name) {
        return types.addOnTypes().stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.unknown("add-on-type.unknown", name));
    }

    private View form(String name, AddOnInput input, EditPackage.Shown draft) {
        var currencies = draft.input().currencies;
        var columns = input.rule.equals(Rule.METERED.name())
                ? List.of(PriceKind.OVERAGE)
                : PriceGrid.sold(draft.input(), input);
        var type = type(input.type);
        return views.of("catalog/add-on")
                .with("name", name)
                .with("input", input)
                .with("shown", draft)
                .with("type", type)
                .with("counted", type.metersOf(input.name))
                .with("rules", List.of(Rule.values()))
                .with("grid", PriceGrid.of(currencies, columns, input.prices, "", ""))
                .with("elements", rows(input, currencies, columns))
                .with("policies", ChangePolicy.values())
                .with("accounting", Period.values())
                .with("limitTests", LimitTest.values())
                .with("atLimits", AtLimit.values())
                .with("beyondLimits", BeyondLimit.values())
                .with("combines", Combine.values())
                .with("someUnits", lists.units(Listing.first("", "")).rows());
    }

    private static List<ElementRow> rows(AddOnInput input, String currencies, List<PriceKind> columns) {
        var rows = new ArrayList<ElementRow>();
        int count = input.elements.size() + EMPTY_ROWS;
        for (int i = 0; i < count; i++) {
            var element = i < input.elements.size() ? input.elements.get(i) : new ElementInput();
            var path = "elements." + i + ".";
            var ids = element.name.isEmpty() ? path : "elements." + element.name + ".";
            rows.add(new ElementRow(i, element, PriceGrid.of(currencies, columns, element.prices, path, ids)));
        }
        return rows;
    }
}
