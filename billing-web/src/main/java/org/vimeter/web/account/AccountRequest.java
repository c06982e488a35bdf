package org.vimeter.web.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(type = SchemaType.OBJECT)
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
public class AccountRequest {
    @NotBlank(message = "is missing")
    @Size(max = 200, message = "is longer than 200 characters")
    public String name;

    @NotBlank(message = "is missing")
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
