package org.vimeter.web.kit;

import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What {@code /openapi} says of the whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Vimeter",
                        version = "1",
                        description = "Billing of virtual servers by what they really use. Amounts of money are strings"
                                + " with the currency beside them; days are local days of the server."),
        security = @SecurityRequirement(name = "staff"))
@SecurityScheme(securitySchemeName = "staff", type = SecuritySchemeType.HTTP, scheme = "basic")
final class ApiDescription {
    private ApiDescription() {}
}
