package org.vimeter.web.kit;

import jakarta.json.Json;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Bodies of REST, which the rules of the API have bounded and seen to be JSON. An interceptor, because of two readers that take
 * everything the server may choose its own.
 */
@Provider
public class BodyReader implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (!Bodies.isBody(context.getType()) || !isJson(context.getMediaType())) {
            return context.proceed(); // what does not say that it is JSON finds no reader: 415
        }
        var body = context.getInputStream().readAllBytes();
        if (body.length == 0) {
            context.setInputStream(new ByteArrayInputStream(body));
            return context.proceed(); // the server says what is missing
        }
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            return Bodies.ofJson(reader.readValue(), context.getType());
        }
    }

    private static boolean isJson(MediaType type) {
        return type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                || type.getSubtype().endsWith("+json");
    }
}
