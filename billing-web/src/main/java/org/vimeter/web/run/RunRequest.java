package org.vimeter.web.run;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(type = SchemaType.OBJECT)
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
class RunRequest {
    @NotNull(message = "is missing")
    public Long server;

    @NotBlank(message = "is missing")
    @Schema(example = "2026-05-01")
    public String day;

    @Schema(description = "Give the report of a real run and change nothing")
    public boolean dry;
}
