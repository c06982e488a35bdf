package org.vimeter.web.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vimeter.input.Figure;
import org.vimeter.problem.Refused;

class BodiesTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    static class Body {
        public @Nullable String name = "";

        @Figure
        public String price = "";

        public @Nullable Long account;
        public int revision = 7;
        public boolean wanted;
        public List<Body> parts = new ArrayList<>();

        @Figure
        public Map<String, @Nullable String> quantities = new LinkedHashMap<>();
    }

    private static JsonValue json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readValue();
    }

    private static List<String> faults(String text) {
        var refused = catchThrowableOfType(Refused.class, () -> Bodies.ofJson(json(text), Body.class));
        return refused.faults().stream()
                .map(fault -> fault.field() + " " + fault.problem().code())
                .toList();
    }

    private static Body form(Locale language, String... pairs) {
        var form = new MultivaluedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.add(pairs[i], pairs[i + 1]);
        }
        return Forms.read(form, language, Body.class);
    }

    @Test
    void aBodyIsRead() {
        var body = Bodies.ofJson(
                json("{'name': 'a', 'price': 1.50, 'account': '12', 'wanted': true, 'parts': [{'name': null}],"
                        + " 'quantities': {'ram': 1024, 'hdd': null}}"),
                Body.class);
        assertThat(body.name).isEqualTo("a");
        assertThat(body.price).isEqualTo("1.50");
        assertThat(body.account).isEqualTo(12);
        assertThat(body.revision).isEqualTo(7);
        assertThat(body.wanted).isTrue();
        assertThat(body.parts).hasSize(1).first().extracting(part -> part.name).isNull();
        assertThat(body.quantities).containsEntry("ram", "1024").containsEntry("hdd", null);
    }

    @Test
    void eachMistakeIsNamedAtItsField() {
        assertThat(faults("{'nam': 'a', 'account': 1.5, 'revision': 'x', 'wanted': 'maybe', 'parts': {},"
                        + " 'quantities': {'ram': [1]}}"))
                .containsExactly(
                        "nam request.member",
                        "account request.whole",
                        "revision request.number",
                        "wanted request.constant",
                        "parts request.shape",
                        "quantities.ram request.shape");
        assertThat(faults("{'parts': [{}, {'ample': 1}], 'account': 99999999999999999999}"))
                .containsExactly("parts.1.ample request.member", "account request.whole");
        assertThat(faults("{'parts': [3], 'name': {'a': 1}}"))
                .containsExactly("parts.0 request.shape", "name request.shape");
    }

    @Test
    void blankIsNoNumberAndNoFlag() {
        assertThat(faults("{'revision': '', 'account': ' ', 'wanted': '', 'price': 1e2}"))
                .containsExactly("revision request.number", "account request.number", "wanted request.constant");
        assertThat(faults("{'revision': 9999999999, 'account': '1 0'}"))
                .containsExactly("revision request.whole", "account request.number");
    }

    @Test
    void nobodyReadsTenThousandMistakes() {
        var wrong = "[],".repeat(10_000);
        assertThat(faults("{'parts': [" + wrong + "[]]}")).hasSize(100);
    }

    @Test
    void whatIsNoObjectIsNoBody() {
        var refused = catchThrowableOfType(Refused.class, () -> Bodies.ofJson(json("[1]"), Body.class));
        assertThat(refused.problem().code()).isEqualTo("request.object");
    }

    @Test
    void aFormIsReadLikeABody() {
        var body = form(
                Locale.ENGLISH,
                "name",
                "a,b",
                "parts.0.price",
                "1.5",
                "parts.1.price",
                "2",
                "wanted",
                "true",
                "quantities.ram",
                "1024",
                "_csrf",
                "x",
                "own",
                "y");
        assertThat(body.name).isEqualTo("a,b");
        assertThat(body.parts).extracting(part -> part.price).containsExactly("1.5", "2");
        assertThat(body.wanted).isTrue();
        assertThat(body.quantities).containsEntry("ram", "1024");
    }

    @Test
    void aFigureIsReadAsThePageWritesIt() {
        var russian =
                form(RUSSIAN, "name", "1,5", "price", "1 234,50", "quantities.ram", "0,5", "parts.0.price", "2.5");
        assertThat(russian.name).isEqualTo("1,5");
        assertThat(russian.price).isEqualTo("1 234.50");
        assertThat(russian.quantities).containsEntry("ram", "0.5");
        assertThat(russian.parts).extracting(part -> part.price).containsExactly("2.5");
        assertThat(form(Locale.ENGLISH, "price", "1,5").price).isEqualTo("1,5");
        assertThat(new Format(RUSSIAN).figure("0.5")).isEqualTo("0,5");
        assertThat(new Format(Locale.ENGLISH).figure("0.5")).isEqualTo("0.5");
    }
}
