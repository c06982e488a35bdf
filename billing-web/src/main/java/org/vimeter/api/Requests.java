package org.vimeter.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies that clients send. Public fields, because they carry data and nothing else. */
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees them
public final class Requests {
    private static final String MISSING = "is missing";

    private Requests() {}

    public static class ServerRequest {
        @NotBlank(message = MISSING)
        @Size(max = 100, message = "is longer than 100 characters")
        public String name;

        @Schema(description = "Kind of server", defaultValue = "VMMANAGER_KVM")
        public String kind = "VMMANAGER_KVM";

        @NotBlank(message = MISSING)
        @Schema(description = "Address of the manager", example = "https://host:1500/vmmgr")
        public String url;

        @NotBlank(message = MISSING)
        public String login;

        @NotBlank(message = MISSING)
        public String password;

        @NotBlank(message = MISSING)
        @Schema(description = "Time zone whose local days are billed", example = "Europe/Berlin")
        public String zone;

        @Schema(description = "Where the server's dialect differs from the defaults; see docs/servers.md")
        public Map<String, String> settings = Map.of();
    }

    public static class PackageRequest {
        @NotBlank(message = MISSING)
        @Size(max = 200, message = "is longer than 200 characters")
        public String name;

        @NotBlank(message = MISSING)
        @Size(max = 100, message = "is longer than 100 characters")
        @Schema(description = "The VM template's name on VMmanager")
        public String internalName;

        @NotBlank(message = MISSING)
        @Schema(example = "EUR")
        public String currency;

        @NotNull(message = MISSING)
        public List<@Valid @NotNull(message = MISSING) AddOnRequest> addOns = List.of();
    }

    public static class AddOnRequest {
        @NotBlank(message = MISSING)
        @Schema(description = "Internal name", example = "traffic")
        public String name;

        @Schema(description = "What people read; the internal name if left out")
        public String title;

        @NotNull(message = MISSING)
        @Schema(description = "Names of the meters that are billed", example = "[\"in\", \"out\"]")
        public List<@NotBlank(message = MISSING) String> meters = List.of();

        @Schema(
                description = "How several meters make one quantity",
                enumeration = {"SUM", "MAXIMUM"},
                defaultValue = "SUM")
        public String combine;

        @NotBlank(message = MISSING)
        @Schema(example = "GiB")
        public String unit;

        @Schema(description = "Free per accounting period, in the unit", example = "5120", defaultValue = "0")
        public String included = "0";

        @Schema(description = "Hard stop per accounting period, in the unit; none if left out", example = "10240")
        public String limit;

        @NotBlank(message = MISSING)
        @Schema(description = "Per unit above the included amount, up to ten decimals", example = "300")
        public String price;

        @Schema(
                description = "Accounting period",
                enumeration = {"MONTH", "DAY"},
                defaultValue = "MONTH")
        public String period;

        @Schema(
                enumeration = {"REACHED", "EXCEEDED"},
                defaultValue = "REACHED")
        public String limitTest;

        @Schema(
                enumeration = {"SUSPEND", "NOTIFY"},
                defaultValue = "SUSPEND")
        public String atLimit;

        @Schema(
                enumeration = {"CHARGE", "CAP"},
                defaultValue = "CHARGE")
        public String beyondLimit;

        @Schema(description = "Warn at these percents")
        public List<Integer> thresholds = List.of();
    }

    public static class AccountRequest {
        @NotBlank(message = MISSING)
        @Size(max = 200, message = "is longer than 200 characters")
        public String name;

        @NotBlank(message = MISSING)
        @Schema(example = "EUR")
        public String currency;

        @Schema(description = "How far below zero the balance may go", defaultValue = "0")
        public String creditLimit = "0";

        @Schema(
                description = "What happens without funds",
                enumeration = {"SUSPEND", "WARN"},
                defaultValue = "SUSPEND")
        public String noFunds;

        @Schema(description = "Name to log in to the client portal with; none if left out")
        public String login;

        @Size(min = 8, max = 200, message = "must have 8 to 200 characters")
        public String password;
    }

    public static class MoneyRequest {
        @NotBlank(message = MISSING)
        @Schema(example = "100.00")
        public String amount;

        @NotBlank(message = MISSING)
        @Size(max = 100, message = "is longer than 100 characters")
        @Schema(description = "Sending the same key again posts nothing and answers with the first entry")
        public String key;

        @Size(max = 300, message = "is longer than 300 characters")
        public String note;
    }

    public static class ServiceRequest {
        @NotNull(message = MISSING)
        public Long account;

        @NotNull(message = MISSING)
        public Long servicePackage;

        @NotNull(message = MISSING)
        public Long server;

        @NotBlank(message = MISSING)
        @Schema(description = "Id or name of an existing VM on the server")
        public String vm;

        @Schema(
                description = "First billed day, by the server's calendar; today there if left out",
                example = "2026-05-01")
        public String firstDay;
    }

    public static class RunRequest {
        @NotNull(message = MISSING)
        public Long server;

        @NotBlank(message = MISSING)
        @Schema(example = "2026-05-01")
        public String day;

        @Schema(description = "Give the report of a real run and change nothing")
        public boolean dry;
    }

    public static class ReasonRequest {
        @NotBlank(message = MISSING)
        @Size(max = 300, message = "is longer than 300 characters")
        public String reason;
    }

    public static class SuspensionRequest {
        @NotNull(message = MISSING)
        public Long service;

        @NotBlank(message = MISSING)
        @Size(max = 300, message = "is longer than 300 characters")
        public String note;
    }

    public static class ReleaseRequest {
        @Schema(description = "Until this day the same cause does not suspend again", example = "2026-06-01")
        public String holdUntil;
    }
}
