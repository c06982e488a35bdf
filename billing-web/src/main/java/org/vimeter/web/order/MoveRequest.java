package org.vimeter.web.order;

import jakarta.validation.constraints.NotNull;

@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
public class MoveRequest {
    @NotNull(message = "is missing")
    public Long server;
}
