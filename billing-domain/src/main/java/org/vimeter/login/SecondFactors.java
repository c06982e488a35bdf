package org.vimeter.login;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.vimeter.db.Db;
import org.vimeter.db.Session;
import org.vimeter.login.Logins.Login;
import org.vimeter.problem.Refused;
import org.vimeter.secret.Holder;
import org.vimeter.secret.Secrets;

/** Codes of an authenticator app, and ten codes on paper for the day when the phone is lost. Each code works once. */
public final class SecondFactors {
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;
    private static final int GROUP = 4;

    private final Db db;
    private final Clock clock;
    private final Secrets secrets;
    private final SecurityLog log;

    public SecondFactors(Db db, Clock clock, Secrets secrets, SecurityLog log) {
        this.db = db;
        this.clock = clock;
        this.secrets = secrets;
        this.log = log;
    }

    /** A new secret, as an app takes it when it is typed; nothing is kept until {@link #switchOn}. */
    public String newSecret() {
        return Base32.of(Keys.random(Totp.SECRET_BYTES));
    }

    /** What an app reads from the picture. */
    public String address(Login login, String secret) {
        return "otpauth://totp/Vimeter:" + login.name().replaceAll("[^A-Za-z0-9._@-]", "_") + "?secret=" + secret
                + "&issuer=Vimeter";
    }

    public boolean isOn(long loginId) {
        return sealed(loginId).isPresent();
    }

    public int recoveryCodesLeft(long loginId) {
        return db.find("select count(*) from recovery_code where login_id = ?", row -> (int) row.number(1), loginId)
                .orElse(0);
    }

    /** The recovery codes, shown this once; refused when the code is not the app's present one. */
    public List<String> switchOn(Login login, String secret, String code) {
        boolean readable = secret.matches("[A-Z2-7]{32}");
        var step = Totp.stepOf(Base32.bytes(readable ? secret : newSecret()), digits(code), clock.instant());
        if (!readable || step.isEmpty()) {
            throw Refused.because("login.code");
        }
        var codes = Stream.generate(() -> Base32.of(Keys.random(RECOVERY_BYTES)))
                .limit(RECOVERY_CODES)
                .toList();
        db.change(session -> {
            session.update(
                    "update login set totp_sealed = ?, totp_step = ? where id = ?",
                    secrets.seal(secret, Holder.secondFactor(login.id())),
                    step.getAsLong(),
                    login.id());
            forgetCodes(session, login.id());
            for (var one : codes) {
                session.update(
                        "insert into recovery_code (login_id, digest) values (?, ?)", login.id(), Keys.digest(one));
            }
        });
        log.event("second-factor.on", login.name(), "");
        return codes.stream().map(SecondFactors::grouped).toList();
    }

    /** @param actor the person himself, or of staff when the phone and the paper are lost */
    public void switchOff(Login login, String actor) {
        db.change(session -> {
            session.update("update login set totp_sealed = null where id = ?", login.id());
            forgetCodes(session, login.id());
            Sessions.endAll(session, login.id());
        });
        log.event("second-factor.off", login.name(), "", "actor", actor);
    }

    /** Takes the code, so that it works no second time. */
    boolean accepts(Login login, String typed) {
        var secret = sealed(login.id());
        if (secret.isEmpty()) {
            return false;
        }
        var step = Totp.stepOf(Base32.bytes(secret.get()), digits(typed), clock.instant());
        if (step.isPresent()) {
            return db.update(
                            "update login set totp_step = ? where id = ? and totp_step < ?",
                            step.getAsLong(),
                            login.id(),
                            step.getAsLong())
                    == 1;
        }
        var plain = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z2-7]", "");
        boolean used =
                db.update("delete from recovery_code where login_id = ? and digest = ?", login.id(), Keys.digest(plain))
                        == 1;
        if (used) {
            log.event("recovery-code.used", login.name(), "");
        }
        return used;
    }

    private Optional<String> sealed(long loginId) {
        return db.find(
                "select totp_sealed from login where id = ? and totp_sealed is not null",
                row -> secrets.open(row.text("totp_sealed"), Holder.secondFactor(loginId)),
                loginId);
    }

    private static void forgetCodes(Session session, long loginId) throws SQLException {
        session.update("delete from recovery_code where login_id = ?", loginId);
    }

    private static String digits(String code) {
        return code.replaceAll("\\s", "");
    }

    private static String grouped(String code) {
        return String.join("-", code.split("(?<=\\G.{" + GROUP + "})", -1)).replaceAll("-$", "");
    }
}
