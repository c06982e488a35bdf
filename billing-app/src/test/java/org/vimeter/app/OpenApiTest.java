package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pages are in the packages of the REST API, so the description names the classes that it is made of. */
class OpenApiTest {
    private static Set<String> described() throws IOException {
        var properties = new Properties();
        try (var file =
                Files.newBufferedReader(Path.of("src/main/resources/META-INF/microprofile-config.properties"))) {
            properties.load(file);
        }
        return new TreeSet<>(
                Set.of(properties.getProperty("mp.openapi.scan.classes").split(",")));
    }

    private static boolean isDescribed(JavaClass type) {
        return type.getSimpleName().matches("\\w+(Api|Answer|Request)|ApiDescription")
                && !type.getPackageName().endsWith(".security");
    }

    @Test
    void everyResourceAndBodyIsDescribed() throws IOException {
        var there = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.vimeter.web")
                        .stream()
                        .filter(OpenApiTest::isDescribed)
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described()).isEqualTo(there);
    }
}
