package org.vimeter.login;

import java.time.Instant;
import java.util.List;
import org.vimeter.db.Db;
import org.vimeter.secret.PasswordHash;
import org.vimeter.secret.Secrets;
import org.vimeter.testing.SettableClock;
import org.vimeter.testing.TestDatabase;

/** All that somebody who comes in meets, on a database of its own. */
final class Doorway {
    static final String HOME = "192.0.2.1";
    static final String PASSWORD = "correct horse";
    private static final String HASH = PasswordHash.of(PASSWORD);

    final Db db = TestDatabase.create().db();
    final SettableClock clock = new SettableClock(Instant.parse("2026-05-20T08:00:00Z"));
    final SecurityLog log = new SecurityLog(clock);
    final Secrets secrets = new Secrets(List.of(new byte[Secrets.KEY_BYTES]));
    final Logins logins = new Logins(db, clock, log);
    final Sessions sessions = new Sessions(db, clock, log);
    final Tokens tokens = new Tokens(db, clock, log);
    final SecondFactors factors = new SecondFactors(db, clock, secrets, log);
    final Attempts attempts = new Attempts(db, clock);
    final SignIn signIn = signIn();

    Doorway() {
        // A hash costs a third of a second: one is enough for all tests.
        db.update(
                "insert into login (name, password_hash, role) values ('boris', ?, 'staff'), ('anna', ?, 'staff')",
                HASH,
                HASH);
    }

    /** As many failures as that, without the work of hashing. */
    void failed(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            attempts.take(name, address);
        }
    }

    /** As another node does it: what is remembered in memory is not there. */
    SignIn signIn() {
        return new SignIn(db, clock, new Attempts(db, clock), factors, log);
    }

    Logins.Login login(String name) {
        return db.find("select * from login where name = ?", Logins.Login::of, name)
                .orElseThrow();
    }
}
