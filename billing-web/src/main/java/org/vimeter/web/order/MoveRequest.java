package org.vimeter.web.order;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(type = SchemaType.OBJECT)
@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
class MoveRequest {
    @NotNull(message = "is missing")
    public Long server;
}
