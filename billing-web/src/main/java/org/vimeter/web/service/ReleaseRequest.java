package org.vimeter.web.service;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(type = SchemaType.OBJECT)
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
class ReleaseRequest {
    @Schema(description = "Until this day the same cause does not suspend again", example = "2026-06-01")
    public String holdUntil;
}
