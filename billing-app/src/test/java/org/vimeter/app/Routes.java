package org.vimeter.app;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the application answers, read from its classes, and what the table beside the tests says of it. */
final class Routes {
    private static final java.nio.file.Path TABLE = java.nio.file.Path.of("src/test/resources/routes.txt");

    private Routes() {}

    /** A verb and a path with its variables, as in {@code GET /client/services/{service}}. */
    record Route(String verb, String path) implements Comparable<Route> {
        @Override
        public int compareTo(Route other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    static Set<Route> ofTheClasses() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.vimeter.web")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::reflect)
                        .flatMap(Routes::routes)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Who may use each: {@code anyone}, {@code staff}, {@code client}, {@code both}, or {@code watch}. */
    static Map<Route, String> ofTheTable() {
        try {
            var table = new TreeMap<Route, String>();
            for (var line : Files.readAllLines(TABLE)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    var parts = line.strip().split("\\s+", 3);
                    table.put(new Route(parts[0], parts[1]), parts[2]);
                }
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Route> routes(Class<?> type) {
        var base = type.getAnnotation(Path.class).value();
        return Arrays.stream(type.getMethods())
                .flatMap(method -> verbs(method).map(verb -> new Route(verb, joined(base, path(method)))));
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(one -> one.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(HttpMethod::value);
    }

    private static String path(Method method) {
        var path = method.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static String joined(String base, String rest) {
        var path = ("/" + base + "/" + rest).replaceAll("/+", "/").replaceAll("\\{(\\w+)[^}]*}", "{$1}");
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    public static void main(String[] arguments) {
        ofTheClasses().forEach(System.out::println);
    }
}
