package org.vimeter.api;

import static org.vimeter.api.Staff.created;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.vimeter.account.Logins;
import org.vimeter.api.Answers.AddOnAnswer;
import org.vimeter.api.Answers.PackageAnswer;
import org.vimeter.api.Answers.UnitAnswer;
import org.vimeter.api.Requests.AddOnRequest;
import org.vimeter.api.Requests.PackageRequest;
import org.vimeter.catalog.AtLimit;
import org.vimeter.catalog.BeyondLimit;
import org.vimeter.catalog.Catalog;
import org.vimeter.catalog.Period;
import org.vimeter.catalog.ServicePackage;
import org.vimeter.catalog.Terms;
import org.vimeter.catalog.Units;
import org.vimeter.db.Db;
import org.vimeter.office.BackOffice;
import org.vimeter.office.NewAddOn;
import org.vimeter.rating.Combine;
import org.vimeter.rating.LimitTest;

@Path("/api/v1")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Service packages")
public class CatalogApi {
    @Inject
    private BackOffice office;

    @Inject
    private Db db;

    @Inject
    private Clock clock;

    @GET
    @Path("units")
    @Operation(summary = "All units of measure")
    public List<UnitAnswer> units() {
        return db.transaction(Units::load).all().stream()
                .map(unit -> {
                    var smaller = unit.smaller();
                    return new UnitAnswer(
                            unit.name(),
                            smaller == null ? null : smaller.name(),
                            unit.ratio(),
                            unit.base().name(),
                            unit.factor());
                })
                .toList();
    }

    @GET
    @Path("service-packages")
    @Operation(summary = "All service packages with the terms that are in force today")
    public List<PackageAnswer> packages() {
        return office.packages().stream().map(this::answer).toList();
    }

    @GET
    @Path("service-packages/{id}")
    @Operation(summary = "One service package")
    public PackageAnswer one(@PathParam("id") long id) {
        return answer(office.servicePackage(id));
    }

    @POST
    @Path("service-packages")
    @Operation(summary = "Create a service package with its metered add-ons")
    public Response create(@NotNull(message = "is missing") @Valid PackageRequest request) {
        long id = office.createPackage(
                request.name,
                request.internalName,
                Staff.currency(request.currency),
                request.addOns.stream().map(CatalogApi::addOn).toList());
        return created("service-packages/" + id, one(id));
    }

    private static NewAddOn addOn(AddOnRequest request) {
        return new NewAddOn(
                request.name,
                request.title == null || request.title.isBlank() ? request.name : request.title,
                request.meters,
                request.unit,
                Staff.number(request.included),
                Staff.numberOrNull(request.limit),
                Staff.number(request.price),
                new Terms.Rules(
                        Staff.constant(Combine.class, request.combine, Combine.SUM),
                        Staff.constant(Period.class, request.period, Period.MONTH),
                        Staff.constant(LimitTest.class, request.limitTest, LimitTest.REACHED),
                        Staff.constant(AtLimit.class, request.atLimit, AtLimit.SUSPEND),
                        Staff.constant(BeyondLimit.class, request.beyondLimit, BeyondLimit.CHARGE)),
                request.thresholds);
    }

    private PackageAnswer answer(ServicePackage one) {
        var today = LocalDate.now(clock);
        var addOns = db.transaction(Catalog::load).on(one.id(), today, today).stream()
                .map(AddOnAnswer::of)
                .toList();
        return new PackageAnswer(
                one.id(), one.name(), one.internalName(), one.currency().getCurrencyCode(), addOns);
    }
}
