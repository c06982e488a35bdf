package org.vimeter.web.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

/** A link that a page shows only with enough rows is made like any other: without a request at hand. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("@\\{(/[a-z/]*)\\(([a-z]+)=");

    static Stream<String> templates() throws IOException {
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            return files
                    .filter(file -> file.toString().endsWith(".html"))
                    .flatMap(file -> LINK.matcher(read(file)).results().map(hit -> hit.group(1) + " " + hit.group(2)))
                    .distinct()
                    .toList()
                    .stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aLinkWithParametersNeedsNoRequest(String link) {
        var parts = link.split(" ", 2);
        var engine = new TemplateEngine();
        engine.setLinkBuilder(Templates.links());
        var html = engine.process(
                "<a th:href=\"@{" + parts[0] + "(" + parts[1] + "=${value})}\"></a>",
                new Context(Locale.ENGLISH, Map.of("value", "a&b /=ф")));
        assertThat(html).isEqualTo("<a href=\"" + parts[0] + "?" + parts[1] + "=a%26b%20/%3D%D1%84\"></a>");
    }
}
