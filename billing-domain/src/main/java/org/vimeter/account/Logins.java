package org.vimeter.account;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.secret.PasswordHash;

/** Who may log in. */
public final class Logins {
    public static final String STAFF = "staff";
    public static final String CLIENT = "client";

    /** Compared with when the name is unknown, so that the answer takes as long as for a known one. */
    private static final String NOBODY = PasswordHash.of("nobody has this password");

    private final Db db;

    public Logins(Db db) {
        this.db = db;
    }

    /** @param accountId the client's account; null for staff */
    public record Login(String name, String role, @Nullable Long accountId) {}

    private record Known(Login login, String hash) {}

    public Optional<Login> verify(String name, String password) {
        var known = db.find(
                "select * from login where name = ?",
                row -> new Known(
                        new Login(row.text("name"), row.text("role"), row.numberOrNull("account_id")),
                        row.text("password_hash")),
                name.strip().toLowerCase(Locale.ROOT));
        boolean matches = PasswordHash.matches(password, known.map(Known::hash).orElse(NOBODY));
        return matches ? known.map(Known::login) : Optional.empty();
    }

    public void create(String name, String password, @Nullable Long accountId) {
        db.update(
                "insert into login (name, password_hash, role, account_id) values (?, ?, ?, ?)",
                name.strip().toLowerCase(Locale.ROOT),
                PasswordHash.of(password),
                accountId == null ? STAFF : CLIENT,
                accountId);
    }

    public boolean isTaken(String name) {
        return db.find(
                        "select 1 from login where name = ?",
                        row -> row.number(1),
                        name.strip().toLowerCase(Locale.ROOT))
                .isPresent();
    }

    public boolean noStaff() {
        return db.find("select 1 from login where role = 'staff' limit 1", row -> row.number(1))
                .isEmpty();
    }
}
