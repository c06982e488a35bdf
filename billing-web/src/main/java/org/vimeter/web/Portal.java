package org.vimeter.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Pages at the root, the REST API below {@code /api/v1}. */
@ApplicationPath("/")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Vimeter",
                        version = "1",
                        description = "Billing of virtual servers by what they really use. Amounts of money are strings"
                                + " with the currency beside them; days are local days of the server."),
        security = @SecurityRequirement(name = "staff"))
@SecurityScheme(securitySchemeName = "staff", type = SecuritySchemeType.HTTP, scheme = "basic")
public class Portal extends Application {}
