package org.vimeter.web.catalog;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(type = SchemaType.OBJECT)
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
class CopyRequest {
    public String name;

    @Schema(description = "The VM template's name on VMmanager")
    public String internalName;
}
