package org.vimeter.web.service;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(type = SchemaType.OBJECT)
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
class SuspensionRequest {
    @NotNull(message = "is missing")
    public Long service;

    @NotBlank(message = "is missing")
    @Size(max = 300, message = "is longer than 300 characters")
    public String note;

    @Schema(
            enumeration = {"STAFF", "ABUSE"},
            defaultValue = "STAFF")
    public String cause;
}
