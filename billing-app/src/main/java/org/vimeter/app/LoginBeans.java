package org.vimeter.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.vimeter.db.Db;
import org.vimeter.login.Attempts;
import org.vimeter.login.Identities;
import org.vimeter.login.Logins;
import org.vimeter.login.SecondFactors;
import org.vimeter.login.SecurityLog;
import org.vimeter.login.Sessions;
import org.vimeter.login.SignIn;
import org.vimeter.login.Tokens;
import org.vimeter.secret.Secrets;

/** Log-ins, sessions and tokens as beans. */
@Singleton
public class LoginBeans {
    @Produces
    @Singleton
    SecurityLog securityLog(Clock clock) {
        return new SecurityLog(clock);
    }

    @Produces
    @Singleton
    Logins logins(Db db, Clock clock, SecurityLog log) {
        return new Logins(db, clock, log);
    }

    @Produces
    @Singleton
    Sessions sessions(Db db, Clock clock, SecurityLog log) {
        return new Sessions(db, clock, log);
    }

    @Produces
    @Singleton
    SecondFactors secondFactors(Db db, Clock clock, Secrets secrets, SecurityLog log) {
        return new SecondFactors(db, clock, secrets, log);
    }

    @Produces
    @Singleton
    SignIn signIn(Db db, Clock clock, SecondFactors factors, SecurityLog log) {
        return new SignIn(db, clock, new Attempts(db, clock), factors, log);
    }

    @Produces
    @Singleton
    Tokens tokens(Db db, Clock clock, SecurityLog log) {
        return new Tokens(db, clock, log);
    }

    @Produces
    @Singleton
    Identities identities(Db db, Clock clock, SecurityLog log) {
        return new Identities(db, clock, log);
    }
}
