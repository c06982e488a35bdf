package org.vimeter.web.account;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.vimeter.login.Logins;
import org.vimeter.web.kit.Account;

/** What a client sees: his own account, which is never taken from the address. */
@Path("/client")
@RolesAllowed(Logins.CLIENT)
@Produces(MediaType.TEXT_HTML)
public class ClientPages extends AccountRoutes {
    @Override
    protected Account account() {
        return Account.own(page);
    }
}
