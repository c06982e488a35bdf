package org.vimeter.web.service;

import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(type = SchemaType.OBJECT)
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
class EndRequest {
    @NotBlank(message = "is missing")
    @Schema(enumeration = {"NOW", "PERIOD"})
    public String when;

    @Schema(description = "Give back what is paid for the days after it")
    public boolean refund;

    public String note;
}
