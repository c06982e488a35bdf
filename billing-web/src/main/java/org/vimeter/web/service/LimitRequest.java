package org.vimeter.web.service;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(type = SchemaType.OBJECT)
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
class LimitRequest {
    @NotBlank(message = "is missing")
    @Schema(description = "Internal name of a metered add-on", example = "traffic")
    public String addOn;

    @NotBlank(message = "is missing")
    @Schema(description = "In the add-on's unit", example = "20480")
    public String limit;

    @Schema(description = "For good, else for the present accounting period alone")
    public boolean forGood;

    @NotBlank(message = "is missing")
    @Size(max = 300, message = "is longer than 300 characters")
    public String note;
}
