package org.vimeter.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vimeter.login.Doorway.HOME;
import static org.vimeter.login.Doorway.PASSWORD;

import java.time.Duration;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vimeter.login.SignIn.Result;
import org.vimeter.secret.PasswordHash;

/** Guessing passwords. */
class SignInTest {
    private Doorway door;

    @BeforeEach
    void open() {
        door = new Doorway();
    }

    private Class<?> tried(String name, String password, String address) {
        return door.signIn.password(name, password, address).getClass();
    }

    @Test
    void theRightPasswordComesIn() {
        assertThat(door.signIn.password("boris", PASSWORD, HOME))
                .isEqualTo(new Result.Right(door.login("boris"), false));
        assertThat(tried("boris", "wrong", HOME)).isEqualTo(Result.Wrong.class);
        assertThat(tried("nobody", PASSWORD, HOME)).isEqualTo(Result.Wrong.class);
    }

    /** Each spelling is the same name, before it is counted. */
    @Test
    void anotherSpellingOfTheNameIsNoFreshStart() {
        for (var name : new String[] {"boris", "Boris", " boris", "BORIS ", "ｂｏｒｉｓ"}) {
            assertThat(LoginName.of(name)).as(name).contains(new LoginName("boris"));
        }
        door.failed(4, "boris", HOME);
        assertThat(tried("Boris", "wrong", HOME)).isEqualTo(Result.Wrong.class);
        for (var name : new String[] {"boris", "bOris", "\tboris", "ｂoris"}) {
            assertThat(tried(name, PASSWORD, HOME)).as(name).isEqualTo(Result.Wait.class);
        }
    }

    @Test
    void ofManyTriesAtOnceOnlyTheFreeOnesAreLookedAt() {
        var looked = IntStream.range(0, 10)
                .parallel()
                .filter(i -> tried("boris", "wrong" + i, HOME) == Result.Wrong.class)
                .count();
        assertThat(looked).isEqualTo(5);
        assertThat(tried("boris", PASSWORD, HOME)).isEqualTo(Result.Wait.class);
    }

    @Test
    void theWaitDoublesAndEndsAndTheRightPasswordEndsItsMemory() {
        door.failed(5, "boris", HOME);
        door.clock.advance(Duration.ofSeconds(4));
        assertThat(tried("boris", "wrong", HOME)).isEqualTo(Result.Wrong.class);
        var wait = (Result.Wait) door.signIn.password("boris", PASSWORD, HOME);
        assertThat(wait.left()).isEqualTo(Duration.ofSeconds(8));
        door.clock.advance(Duration.ofMinutes(6));
        assertThat(tried("boris", PASSWORD, HOME)).isEqualTo(Result.Right.class);
        assertThat(door.db.list("select 1 from login_attempt where subject like 'boris%'", row -> row.number(1)))
                .isEmpty();
    }

    @Test
    void nobodyLocksANameForOthers() {
        door.failed(20, "boris", "198.51.100.7");
        assertThat(tried("boris", PASSWORD, "198.51.100.7")).isEqualTo(Result.Wait.class);
        assertThat(tried("boris", PASSWORD, HOME)).isEqualTo(Result.Right.class);
    }

    @Test
    void anotherNameForEachTryIsBoundedByTheAddress() {
        long looked = IntStream.range(0, 60)
                .filter(i -> door.attempts.take("made-up" + i, HOME).isZero())
                .count();
        assertThat(looked).isLessThanOrEqualTo(30);
        assertThat(tried("anna", PASSWORD, HOME)).isEqualTo(Result.Wait.class);
        assertThat(tried("anna", PASSWORD, "203.0.113.5")).isEqualTo(Result.Right.class);
    }

    /** Names that were made up push out what was longest untouched, not what is being braked. */
    @Test
    void aThousandNamesClearNothing() {
        door.failed(6, "boris", HOME);
        for (int i = 0; i < 1000; i++) {
            door.attempts.take("made-up" + i, "10.0." + i / 250 + "." + i % 250);
        }
        assertThat(tried("boris", PASSWORD, HOME)).isEqualTo(Result.Wait.class);
    }

    /** A try that is refused touches nothing, so that tries without end push nobody out. */
    @Test
    void refusedTriesPushNobodyOut() {
        door.failed(6, "boris", HOME);
        door.db.update(
                "update login_attempt set free_at = ? where subject = ?",
                door.clock.instant().plusSeconds(60),
                " " + HOME);
        long before = newest();
        for (int i = 0; i < 50; i++) {
            assertThat(door.attempts.take("boris", HOME)).isPositive();
        }
        door.attempts.take("anna", "203.0.113.5");
        assertThat(newest() - before).as("the two rows of the last try").isEqualTo(2);
    }

    private long newest() {
        return door.db
                .find("select max(touched) as touched from login_attempt", row -> row.number("touched"))
                .orElseThrow();
    }

    /** Whoever guesses codes knows the password, and has many addresses. */
    @Test
    void codesAreBrakedWhereverTheyComeFrom() {
        var boris = door.login("boris");
        long looked = IntStream.range(0, 40)
                .filter(i -> door.signIn.code(boris, "000000", "198.51.100." + i) instanceof Result.Wrong)
                .count();
        assertThat(looked).isEqualTo(5);
        assertThat(door.signIn.code(boris, "000000", "203.0.113.77")).isInstanceOf(Result.Wait.class);
    }

    @Test
    void theStoreIsBoundedAndForgetsTheOldest() {
        door.attempts.take("first", HOME);
        door.db.update("update login_attempt set touched = touched - 100001");
        door.attempts.take("last", "192.0.2.9");
        assertThat(door.db.list("select subject from login_attempt order by 1", row -> row.text("subject")))
                .containsExactly(" 192.0.2.9", "last 192.0.2.9");
    }

    @Test
    void aSecondNodeKnowsOfTheFailuresOfTheFirst() {
        door.failed(6, "boris", HOME);
        assertThat(door.signIn().password("boris", PASSWORD, HOME)).isInstanceOf(Result.Wait.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 5000, 1_000_000})
    void aNameOfMoreThan200CharactersIsRefusedBeforeAnything(int length) {
        assertThat(tried("x".repeat(length), PASSWORD, HOME)).isEqualTo(Result.Wrong.class);
        assertThat(door.db.list("select 1 from login_attempt", row -> row.number(1)))
                .isEmpty();
    }

    @Test
    void aDisabledLogInDoesNotComeIn() {
        door.logins.disable(door.login("boris").id(), "anna");
        assertThat(tried("boris", PASSWORD, HOME)).isEqualTo(Result.Wrong.class);
        door.logins.enable(door.login("boris").id(), "anna");
        assertThat(tried("boris", PASSWORD, HOME)).isEqualTo(Result.Right.class);
    }

    @Test
    void aHashOfOlderParametersIsRenewedWhenItsOwnerComesIn() throws Exception {
        var salt = new byte[16];
        var spec = new PBEKeySpec(PASSWORD.toCharArray(), salt, 1000, 256);
        var hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(spec)
                .getEncoded();
        var encoder = Base64.getEncoder();
        var old = "1000$" + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash);
        door.db.update("update login set password_hash = ? where name = 'boris'", old);
        assertThat(tried("boris", "wrong", HOME)).isEqualTo(Result.Wrong.class);
        assertThat(hashOfBoris()).isEqualTo(old);
        assertThat(tried("boris", PASSWORD, HOME)).isEqualTo(Result.Right.class);
        assertThat(PasswordHash.isCurrent(hashOfBoris())).isTrue();
        assertThat(tried("boris", PASSWORD, HOME)).isEqualTo(Result.Right.class);
    }

    /** Whom nobody looked at has not failed. */
    @Test
    void aTryThatWasTurnedAwayForWantOfAPlaceDoesNotCount() {
        door.failed(4, "boris", HOME);
        door.attempts.take("boris", HOME);
        door.attempts.notLookedAt("boris", HOME);
        assertThat(tried("boris", PASSWORD, HOME)).isEqualTo(Result.Right.class);
    }

    private String hashOfBoris() {
        return door.db
                .find("select password_hash from login where name = 'boris'", row -> row.text("password_hash"))
                .orElseThrow();
    }

    @Test
    void aRepeatedPasswordIsNotHashedAgainButChecked() {
        assertThat(door.signIn.repeated("boris", PASSWORD, HOME)).isInstanceOf(Result.Right.class);
        long order = order();
        assertThat(door.signIn.repeated("boris", PASSWORD, HOME)).isInstanceOf(Result.Right.class);
        assertThat(order()).as("no try was taken, so nothing was hashed").isEqualTo(order + 1);
        door.logins.changePassword(door.login("boris").id(), "another horse", "boris");
        assertThat(door.signIn.repeated("boris", PASSWORD, HOME)).isInstanceOf(Result.Wrong.class);
    }

    private long order() {
        return door.db
                .find("select nextval('login_attempt_order')", row -> row.number(1))
                .orElseThrow();
    }

    @Test
    void guessesThatComeWithEachRequestAreBrakedTheSame() {
        door.failed(4, "boris", HOME);
        assertThat(door.signIn.repeated("boris", "wrong", HOME)).isInstanceOf(Result.Wrong.class);
        assertThat(door.signIn.repeated("boris", "wrong", HOME)).isInstanceOf(Result.Wait.class);
    }
}
