package org.vimeter.web.kit;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Pages below an account, for its client and for staff alike; subclasses supply the account. */
public abstract class AccountResource {
    @Inject
    protected Page page;

    /** Never taken from what a client sends. */
    protected abstract Account account();

    /** Sends on to a page of the account. */
    protected Response seen(String path) {
        return Response.seeOther(URI.create(account().base() + path)).build();
    }
}
