package org.vimeter.web.catalog;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(type = SchemaType.OBJECT)
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
class PublicationRequest {
    @Schema(description = "The first accounting periods on it begin on this day", example = "2026-12-01")
    public String startsOn;

    @Schema(description = "The revision of the draft that was looked at; 0 for whatever it is now")
    public int revision;
}
