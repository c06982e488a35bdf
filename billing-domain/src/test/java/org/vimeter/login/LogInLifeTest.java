package org.vimeter.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vimeter.login.Doorway.HOME;
import static org.vimeter.login.Doorway.PASSWORD;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vimeter.account.AccountId;
import org.vimeter.login.SignIn.Result;
import org.vimeter.problem.Refused;

/** Sessions, second factors and tokens, and how they end. */
class LogInLifeTest {
    private static final Sessions.Browser BROWSER = new Sessions.Browser(HOME, "A browser");
    private Doorway door;
    private Logins.Login boris;

    @BeforeEach
    void open() {
        door = new Doorway();
        boris = door.login("boris");
    }

    /** Of six that come with one name at once, one gets an account, and none leaves one behind. */
    @Test
    void aNameGetsOneAccount() {
        var made = IntStream.range(0, 6)
                .parallel()
                .filter(i -> {
                    try {
                        door.logins.createWithAccount(
                                "six",
                                "a long password",
                                session -> session.one(
                                        "insert into account (name, currency) values ('Six', 'EUR') returning id",
                                        row -> row.id("id", AccountId::new)),
                                "test");
                        return true;
                    } catch (Refused taken) {
                        return false;
                    }
                })
                .count();
        assertThat(made).isEqualTo(1);
        assertThat(door.db.list("select id from account", row -> row.number("id")))
                .hasSize(1);
    }

    @Test
    void aSessionEndsWhenIdleWhenOldAndWhenItsOwnerSaysSo() {
        var idle = door.sessions.begin(boris, false, BROWSER);
        door.clock.advance(Duration.ofMinutes(31));
        assertThat(door.sessions.find(idle)).isEmpty();

        var old = door.sessions.begin(boris, false, BROWSER);
        for (int i = 0; i < 28; i++) {
            door.clock.advance(Duration.ofMinutes(25));
            assertThat(door.sessions.find(old)).as("after %d requests", i).isPresent();
        }
        door.clock.advance(Duration.ofMinutes(25));
        assertThat(door.sessions.find(old)).as("twelve hours are enough").isEmpty();

        var ended = door.sessions.begin(boris, false, BROWSER);
        var kept = door.sessions.begin(boris, false, BROWSER);
        door.sessions.end(ended);
        assertThat(door.sessions.find(ended)).isEmpty();
        assertThat(door.sessions.find(kept)).isPresent();
        assertThat(door.sessions.of(boris.id()))
                .hasSize(1)
                .allMatch(one -> !one.id().contains(kept));
    }

    @Test
    void whoKnowsTheTableDoesNotComeIn() {
        var key = door.sessions.begin(boris, false, BROWSER);
        assertThat(key).hasSize(43);
        var stored = door.sessions.of(boris.id()).get(0).id();
        assertThat(door.sessions.find(stored)).isEmpty();
        var token = door.tokens.create(boris, "t", Tokens.Scope.ALL, 1);
        assertThat(door.db.list("select digest from api_token", row -> row.text("digest")))
                .doesNotContain(token);
    }

    @Test
    void nobodyEndsAnothersSession() {
        var key = door.sessions.begin(boris, false, BROWSER);
        door.sessions.end(door.login("anna"), Keys.digest(key));
        assertThat(door.sessions.find(key)).isPresent();
    }

    @Test
    void aNewPasswordAndADisabledLogInEndAllSessionsAndTokens() {
        var key = door.sessions.begin(boris, false, BROWSER);
        door.logins.changePassword(boris.id(), "another horse", "boris");
        assertThat(door.sessions.find(key)).isEmpty();

        var second = door.sessions.begin(boris, false, BROWSER);
        var token = door.tokens.create(boris, "t", Tokens.Scope.ALL, 1);
        door.logins.disable(boris.id(), "anna");
        assertThat(door.sessions.find(second)).isEmpty();
        assertThat(door.tokens.find(token)).isEmpty();
        assertThatThrownBy(() -> door.logins.disable(door.login("anna").id(), "anna"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("last");
    }

    @Test
    void aTokenHasAPurposeAnEndAndALastUse() {
        var token = door.tokens.create(boris, " node 3 ", Tokens.Scope.USAGE, 2);
        assertThat(token).startsWith(Tokens.PREFIX);
        assertThat(door.tokens.find(token)).contains(new Tokens.TokenHolder(boris, Tokens.Scope.USAGE));
        var listed = door.tokens.of(boris.id()).get(0);
        assertThat(listed.label()).isEqualTo("node 3");
        assertThat(listed.lastUsedAt()).isEqualTo(door.clock.instant());
        assertThatThrownBy(() -> door.tokens.revoke(door.login("anna"), listed.id(), "anna"))
                .isInstanceOf(Refused.class);
        door.clock.advance(Duration.ofDays(2));
        assertThat(door.tokens.find(token)).isEmpty();

        var kept = door.tokens.create(boris, "y", Tokens.Scope.READ, 366);
        door.logins.changePassword(boris.id(), "another long password", "boris");
        assertThat(door.tokens.find(kept))
                .as("a new password ends what the old one opened")
                .isEmpty();
        var other = door.tokens.create(boris, "x", Tokens.Scope.READ, 366);
        door.tokens.revoke(boris, door.tokens.of(boris.id()).get(0).id(), "boris");
        assertThat(door.tokens.find(other)).isEmpty();
        assertThatThrownBy(() -> door.tokens.create(boris, "x", Tokens.Scope.READ, 367))
                .hasMessageContaining("366");
        assertThatThrownBy(() -> door.tokens.create(boris, " ", Tokens.Scope.READ, 1))
                .hasMessageContaining("name");
    }

    /** RFC 6238, appendix B, SHA-1, the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037"})
    void codesAreThoseOfTheStandard(long second, String code) {
        assertThat(Totp.code("12345678901234567890".getBytes(StandardCharsets.US_ASCII), second / 30))
                .isEqualTo(code);
    }

    @Test
    void lettersOfASecretStandForItsBytes() {
        var bytes = HexFormat.of().parseHex("00443214c74254b635cf84653a56d7c675be77df");
        assertThat(Base32.of(bytes)).isEqualTo("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
        assertThat(Base32.bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")).isEqualTo(bytes);
    }

    private String code(String secret, int steps) {
        return Totp.code(Base32.bytes(secret), door.clock.instant().getEpochSecond() / 30 + steps);
    }

    @Test
    void aSecondFactorIsAskedAndItsCodesWorkOnce() {
        var secret = door.factors.newSecret();
        assertThatThrownBy(() -> door.factors.switchOn(boris, secret, "000000x"))
                .isInstanceOf(Refused.class);
        var paper = door.factors.switchOn(boris, secret, code(secret, 0));
        assertThat(paper).hasSize(10).allMatch(one -> one.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
        assertThat(door.signIn.password("boris", PASSWORD, HOME)).isEqualTo(new Result.Right(boris, true));
        assertThat(door.signIn.repeated("boris", PASSWORD, HOME))
                .as("not over Basic")
                .isInstanceOf(Result.Wrong.class);

        assertThat(door.signIn.code(boris, code(secret, 0), HOME))
                .as("the code that switched it on")
                .isInstanceOf(Result.Wrong.class);
        door.clock.advance(Duration.ofSeconds(30));
        var fresh = code(secret, 0);
        assertThat(door.signIn.code(boris, fresh, HOME)).isInstanceOf(Result.Right.class);
        assertThat(door.signIn.code(boris, fresh, HOME)).isInstanceOf(Result.Wrong.class);
        assertThat(door.signIn.code(boris, paper.get(0).toLowerCase(Locale.ROOT), HOME))
                .isInstanceOf(Result.Right.class);
        assertThat(door.signIn.code(boris, paper.get(0), HOME)).isInstanceOf(Result.Wrong.class);
        assertThat(door.factors.recoveryCodesLeft(boris.id())).isEqualTo(9);

        door.factors.switchOff(boris, "boris");
        assertThat(door.signIn.password("boris", PASSWORD, HOME)).isEqualTo(new Result.Right(boris, false));
    }

    @Test
    void codesAreGuessedNoFasterThanPasswords() {
        var secret = door.factors.newSecret();
        door.factors.switchOn(boris, secret, code(secret, 0));
        for (int i = 0; i < 5; i++) {
            assertThat(door.signIn.code(boris, "00000" + i, HOME)).isInstanceOf(Result.Wrong.class);
        }
        assertThat(door.signIn.code(boris, code(secret, 1), HOME)).isInstanceOf(Result.Wait.class);
    }

    @Test
    void aHalfSessionIsNoSessionAndEndsSoon() {
        var half = door.sessions.begin(boris, true, BROWSER);
        assertThat(door.sessions.find(half).orElseThrow().half()).isTrue();
        assertThat(door.sessions.of(boris.id())).isEmpty();
        door.clock.advance(Duration.ofMinutes(6));
        assertThat(door.sessions.find(half)).isEmpty();
    }

    @Test
    void anIdentityBelongsToOneLogIn() {
        var identities = new Identities(door.db, door.clock, door.log);
        identities.link(boris, "https://id.example", "17");
        assertThat(identities.find("https://id.example", "17")).contains(boris);
        assertThatThrownBy(() -> identities.link(door.login("anna"), "https://id.example", "17"))
                .isInstanceOf(Refused.class);
        identities.link(boris, "https://id.example", "18");
        assertThat(identities.find("https://id.example", "17")).isEmpty();
        door.logins.disable(boris.id(), "anna");
        assertThat(identities.find("https://id.example", "18")).isEmpty();
    }

    @Test
    void whoCameInAndWhoTriedIsALineOfJsonWithoutSecrets() {
        var lines = new ArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord one) {
                lines.add(one.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger("vimeter.security");
        logger.addHandler(handler);
        try {
            door.signIn.password("boris", "a guess\n{\"event\":\"forged\"}", HOME);
            door.signIn.password("x\u202ey\"}", "guess", HOME);
            door.signIn.password("x\"}", "guess", HOME);
            door.logins.changePassword(boris.id(), "another horse", "boris");
            door.tokens.create(boris, "node\n3", Tokens.Scope.READ, 1);
            door.sessions.end(boris, Keys.digest(door.sessions.begin(boris, false, BROWSER)));
            door.sessions.endAll(boris, "anna");
            door.signIn.repeated("anna", Doorway.PASSWORD, HOME);
            door.signIn.repeated("anna", Doorway.PASSWORD, HOME);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(lines).hasSize(7).allMatch(line -> !line.contains("\n") && line.startsWith("{\"event\":"));
        assertThat(String.join("", lines)).doesNotContain("guess", "horse", Tokens.PREFIX);
        assertThat(lines.get(0)).contains("\"name\":\"boris\"", "\"address\":\"192.0.2.1\"", "login.failed");
        assertThat(lines.subList(4, 7))
                .as("an ended session, all of them, and who came in by Basic once")
                .satisfiesExactly(
                        one -> assertThat(one).contains("\"session.ended\"", "\"name\":\"boris\""),
                        all -> assertThat(all).contains("\"sessions.ended\"", "\"actor\":\"anna\""),
                        basic -> assertThat(basic).contains("\"login.succeeded\"", "\"by\":\"basic\""));
        assertThat(List.of(lines.get(1))).allMatch(line -> line.contains("x\\\"}"));
    }
}
