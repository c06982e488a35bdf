package org.vimeter.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies that clients send. Public fields, because they carry data and nothing else. */
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees them
public final class Requests {
    private static final String MISSING = "is missing";

    private Requests() {}

    public static class PublicationRequest {
        @Schema(description = "The first accounting periods on it begin on this day", example = "2026-12-01")
        public String startsOn;

        @Schema(description = "The revision of the draft that was looked at; 0 for whatever it is now")
        public int revision;
    }

    public static class SaleRequest {
        public boolean onSale;
    }

    public static class CopyRequest {
        public String name;

        @Schema(description = "The VM template's name on VMmanager")
        public String internalName;
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

        @Schema(
                description =
                        "What recurs is charged for these periods from the first day on; without it usage alone is billed",
                enumeration = {"DAILY", "MONTHLY", "QUARTERLY", "HALF_YEARLY", "YEARLY"})
        public String per;
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

    public static class ReversalRequest {
        @NotBlank(message = MISSING)
        @Size(max = 300, message = "is longer than 300 characters")
        public String reason;

        /** {@code CHARGE_AGAIN} or {@code LEAVE}; for charges and fees. */
        public String afterwards;
    }

    public static class SuspensionRequest {
        @NotNull(message = MISSING)
        public Long service;

        @NotBlank(message = MISSING)
        @Size(max = 300, message = "is longer than 300 characters")
        public String note;

        @Schema(
                enumeration = {"STAFF", "ABUSE"},
                defaultValue = "STAFF")
        public String cause;
    }

    public static class ConfirmRequest {
        @NotBlank(message = MISSING)
        public String quoted;
    }

    public static class VerificationRequest {
        public boolean all;
    }

    public static class MoveRequest {
        @NotNull(message = MISSING)
        public Long server;
    }

    public static class EndRequest {
        @NotBlank(message = MISSING)
        @Schema(enumeration = {"NOW", "PERIOD"})
        public String when;

        @Schema(description = "Give back what is paid for the days after it")
        public boolean refund;

        public String note;
    }

    public static class LimitRequest {
        @NotBlank(message = MISSING)
        @Schema(description = "Internal name of a metered add-on", example = "traffic")
        public String addOn;

        @NotBlank(message = MISSING)
        @Schema(description = "In the add-on's unit", example = "20480")
        public String limit;

        @Schema(description = "For good, else for the present accounting period alone")
        public boolean forGood;

        @NotBlank(message = MISSING)
        @Size(max = 300, message = "is longer than 300 characters")
        public String note;
    }

    public static class ReleaseRequest {
        @Schema(description = "Until this day the same cause does not suspend again", example = "2026-06-01")
        public String holdUntil;
    }
}
