package org.vimeter.web.order;

import jakarta.validation.constraints.NotBlank;

@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
public class ConfirmRequest {
    @NotBlank(message = "is missing")
    public String quoted;
}
