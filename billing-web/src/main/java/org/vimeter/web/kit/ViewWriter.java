package org.vimeter.web.kit;

import jakarta.inject.Inject;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.thymeleaf.context.Context;

/** Renders views with Thymeleaf; every template also sees {@code page} and {@code f}. */
@Provider
@Produces(MediaType.TEXT_HTML)
public class ViewWriter implements MessageBodyWriter<View> {
    @Inject
    private Templates templates;

    @Inject
    private Page page;

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return View.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            View view,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        headers.putSingle("Content-Type", "text/html;charset=UTF-8");
        var context = new Context(page.language(), view.model());
        context.setVariable("page", page);
        context.setVariable("f", new Format(page.language()));
        view.model().putIfAbsent("faults", FieldFaults.NONE);
        context.setVariables(view.model());
        // Rendered whole before the first byte is sent, so that an error in a template becomes an error page.
        var html = templates.render(view.template(), context);
        page.newCookie().ifPresent(cookie -> headers.add("Set-Cookie", cookie));
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(html);
        writer.flush();
    }
}
