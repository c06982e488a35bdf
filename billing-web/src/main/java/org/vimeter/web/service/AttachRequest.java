package org.vimeter.web.service;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vimeter.account.AccountId;
import org.vimeter.input.Texts;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.PackageId;
import org.vimeter.server.ServerId;
import org.vimeter.service.NewService;
import org.vimeter.vm.Vm;

@Schema(type = SchemaType.OBJECT)
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
class AttachRequest {
    @NotNull(message = "is missing")
    public Long account;

    @NotNull(message = "is missing")
    public Long servicePackage;

    @NotNull(message = "is missing")
    public Long server;

    @NotBlank(message = "is missing")
    @Schema(description = "Id or name of an existing VM on the server")
    public String vm;

    @Schema(description = "First billed day, by the server's calendar; today there if left out", example = "2026-05-01")
    public String firstDay;

    @Schema(
            description =
                    "What recurs is charged for these periods from the first day on; without it usage alone is billed",
            enumeration = {"DAILY", "MONTHLY", "QUARTERLY", "HALF_YEARLY", "YEARLY"})
    public String per;

    /** @param today the first billed day where the request names none */
    NewService service(Vm vm, LocalDate today) {
        return new NewService(
                new AccountId(account),
                new PackageId(servicePackage),
                new ServerId(server),
                new NewService.Vm(vm.id(), vm.name()),
                firstDay == null ? today : Texts.day(firstDay),
                per == null ? null : Texts.constant(BillingPeriod.class, per));
    }
}
