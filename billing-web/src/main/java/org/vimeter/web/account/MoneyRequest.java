package org.vimeter.web.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(type = SchemaType.OBJECT)
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
class MoneyRequest {
    @NotBlank(message = "is missing")
    @Schema(example = "100.00")
    public String amount;

    @Size(max = 300, message = "is longer than 300 characters")
    public String note;
}
