package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bounds that only ever become tighter: whoever makes the longest method shorter lowers the figure here. */
class CodeShapeTest {
    private static final int LONGEST_METHOD = 25;
    private static final int NINE_OF_TEN_METHODS = 10;
    private static final int LONGEST_FILE = 250;
    private static final int MEDIAN_FILE = 60;
    private static final int HIDDEN_PERCENT = 35;

    private static SourceShape main() throws IOException {
        return SourceShape.of(Stream.of("billing-domain", "vm-integration", "billing-web", "billing-app")
                .map(module -> Path.of("..", module, "src/main/java")));
    }

    private static int share(int[] sorted, int percent) {
        return sorted[sorted.length * percent / 100];
    }

    @Test
    void theCodeKeepsItsShape() throws IOException {
        var shape = main();
        assertThat(shape.methods)
                .filteredOn(method -> method.lines() > LONGEST_METHOD)
                .isEmpty();
        assertThat(shape.files).filteredOn(file -> file.lines() > LONGEST_FILE).isEmpty();
        var methods = shape.methods.stream()
                .mapToInt(SourceShape.Method::lines)
                .sorted()
                .toArray();
        var files =
                shape.files.stream().mapToInt(SourceShape.File::lines).sorted().toArray();
        long hidden = shape.types.stream().filter(SourceShape.Type::isHidden).count();
        assertThat(share(methods, 90)).isLessThanOrEqualTo(NINE_OF_TEN_METHODS);
        assertThat(share(files, 50)).isLessThanOrEqualTo(MEDIAN_FILE);
        assertThat(hidden * 100).isGreaterThanOrEqualTo(HIDDEN_PERCENT * (long) shape.types.size());
    }

    @Test
    void whatIsMeasuredIsThere(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Open.java"), """
                package shape;

                public class Open {
                    private record Hidden(int one) {}

                    interface Port {
                        void nothing();
                    }

                    int two() {
                        int one = 1;
                        return one + 1;
                    }
                }
                """);
        var shape = SourceShape.of(Stream.of(folder));
        assertThat(shape.methods).containsExactly(new SourceShape.Method("shape.Open.two", 2));
        assertThat(shape.types)
                .containsExactly(
                        new SourceShape.Type("shape.Open", false),
                        new SourceShape.Type("shape.Open.Hidden", true),
                        new SourceShape.Type("shape.Open.Port", true));
        assertThat(shape.files).extracting(SourceShape.File::lines).containsExactly(14);
    }
}
