package org.vimeter.web.order;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.vimeter.login.Logins;
import org.vimeter.web.kit.Account;

/** What a client orders for his own account. */
@Path("/client")
@RolesAllowed(Logins.CLIENT)
@Produces(MediaType.TEXT_HTML)
public class ClientOrderPages extends OrderRoutes {
    @Override
    protected Account account() {
        return Account.own(page);
    }
}
