package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
    @ParameterizedTest
    @CsvSource({
        "shop.example.com, shop.example.com",
        "Shop.Example.COM, shop.example.com",
        "shop.example.com., shop.example.com",
        "пример.рф, xn--e1afmkfd.xn--p1ai",
        "xn--e1afmkfd.xn--p1ai, xn--e1afmkfd.xn--p1ai",
        "ПРИМЕР.РФ, xn--e1afmkfd.xn--p1ai",
        "faß.de, xn--fa-hia.de",
        "例え.テスト, xn--r8jz45g.xn--zckzah",
        "münchen.example, xn--mnchen-3ya.example",
        "1.example.com, 1.example.com",
        "a-b.c-d.example, a-b.c-d.example"
    })
    void aNameIsToldInAscii(String written, String ascii) {
        assertThat(DomainName.ascii(written)).contains(ascii);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example",
                ".",
                "..",
                "-x-.com",
                "x-.com",
                "a..b",
                "a b.com",
                "a_b.com",
                "192.0.2.1",
                "xn--a.com",
                "xn--zzzzzzzz99999.com",
                "a\u200db.com",
                "\u0627a.com",
                "http://a.com",
                "a.com/b",
                "a@b.com",
                "1.2"
            })
    void whatIsNoNameIsRefused(String written) {
        assertThat(DomainName.ascii(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64})
    void aLabelHasSixtyThreeLetters(int length) {
        assertThat(DomainName.ascii("a".repeat(length) + ".com").isPresent()).isEqualTo(length == 63);
    }
}
