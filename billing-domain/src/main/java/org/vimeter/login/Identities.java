package org.vimeter.login;

import java.time.Clock;
import java.util.Optional;
import org.vimeter.db.Db;
import org.vimeter.db.DbFault;
import org.vimeter.login.Logins.Login;
import org.vimeter.problem.Refused;

/**
 * Whom an OpenID Connect provider calls what. A log-in is linked by whoever is logged in as it, never by a name or a mail
 * address that the provider reports: those can be chosen and change hands.
 */
public final class Identities {
    private static final String LINK =
            "insert into login_identity (issuer, subject, login_id, linked_at) values (?, ?, ?, ?)";
    private final Db db;
    private final Clock clock;
    private final SecurityLog log;

    public Identities(Db db, Clock clock, SecurityLog log) {
        this.db = db;
        this.clock = clock;
        this.log = log;
    }

    public Optional<Login> find(String issuer, String subject) {
        return db.find("""
                select l.* from login_identity i join login l on l.id = i.login_id
                    where i.issuer = ? and i.subject = ? and l.disabled_at is null
                """, Login::of, issuer, subject);
    }

    public boolean isLinked(long loginId, String issuer) {
        return db.find(
                        "select 1 from login_identity where login_id = ? and issuer = ?",
                        row -> row.number(1),
                        loginId,
                        issuer)
                .isPresent();
    }

    /** In place of another of the same provider; refused when it is somebody else's. */
    public void link(Login login, String issuer, String subject) {
        try {
            db.change(session -> {
                session.update("delete from login_identity where login_id = ? and issuer = ?", login.id(), issuer);
                session.update(LINK, issuer, subject, login.id(), clock.instant());
            });
        } catch (DbFault e) {
            throw e.isDuplicate() ? Refused.conflict("login.identity-taken") : e;
        }
        log.event("identity.linked", login.name(), "", "issuer", issuer);
    }

    public void unlink(Login login, String issuer) {
        db.update("delete from login_identity where login_id = ? and issuer = ?", login.id(), issuer);
        log.event("identity.unlinked", login.name(), "", "issuer", issuer);
    }
}
