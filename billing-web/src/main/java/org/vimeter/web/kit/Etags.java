package org.vimeter.web.kit;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Refused;

/** What is one thing, and not a list, is answered with a tag of all that it says; whoever changes it can ask that it still says so. */
@Provider
public class Etags implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var entity = response.getEntity();
        boolean api = request.getUriInfo().getRequestUri().getPath().startsWith("/api/");
        boolean one = entity instanceof Record && !(entity instanceof PagedAnswer<?>);
        if (api && one && response.getStatus() < 300) {
            response.getHeaders().putSingle("ETag", tag(entity));
        }
    }

    /**
     * Refuses a change of what is not any more as it was seen.
     *
     * @param ifMatch the request's header; without it whatever is there is changed, and nothing is read
     */
    public static void require(@Nullable String ifMatch, Supplier<?> present) {
        if (ifMatch != null && !Tag.isNamed(ifMatch, tag(present.get()))) {
            throw Refused.of(Refused.Kind.CHANGED, "request.changed");
        }
    }

    private static String tag(Object entity) {
        return Tag.of(JsonTexts.text(entity));
    }
}
