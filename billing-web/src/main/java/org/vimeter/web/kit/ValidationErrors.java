package org.vimeter.web.kit;

import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.Providers;

/** Takes these from the server's own, more specific mapper, which would answer with a page of its own. */
@Provider
public class ValidationErrors implements ExceptionMapper<ConstraintViolationException> {
    @Context
    private Providers providers;

    @Override
    public Response toResponse(ConstraintViolationException violations) {
        return providers.getExceptionMapper(Throwable.class).toResponse(violations);
    }
}
