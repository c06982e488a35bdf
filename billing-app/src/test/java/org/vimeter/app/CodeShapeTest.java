package org.vimeter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    private static final Map<String, Integer> HIDDEN_OF_MODULE =
            Map.of("billing-domain", 28, "vm-integration", 65, "billing-web", 38, "billing-app", 52);

    private static SourceShape of(Stream<String> modules) throws IOException {
        return SourceShape.of(modules.map(module -> Path.of("..", module, "src/main/java")));
    }

    private static int share(IntStream figures, int percent) {
        var sorted = figures.sorted().toArray();
        return sorted[sorted.length * percent / 100];
    }

    private static boolean hides(SourceShape shape, int percent) {
        long hidden = shape.types.stream().filter(SourceShape.Type::isHidden).count();
        return hidden * 100 >= percent * (long) shape.types.size();
    }

    /** The bounds that the code does not keep, with what breaks them. */
    private static List<String> broken(SourceShape shape) {
        var broken = new ArrayList<String>();
        shape.methods.stream()
                .filter(method -> method.lines() > LONGEST_METHOD)
                .forEach(method -> broken.add("too long a method: " + method));
        shape.files.stream()
                .filter(file -> file.lines() > LONGEST_FILE)
                .forEach(file -> broken.add("too long a file: " + file));
        if (share(shape.methods.stream().mapToInt(SourceShape.Method::lines), 90) > NINE_OF_TEN_METHODS) {
            broken.add("methods");
        }
        if (share(shape.files.stream().mapToInt(SourceShape.File::lines), 50) > MEDIAN_FILE) {
            broken.add("files");
        }
        if (!hides(shape, HIDDEN_PERCENT)) {
            broken.add("hidden types");
        }
        return broken;
    }

    @Test
    void theCodeKeepsItsShape() throws IOException {
        assertThat(broken(of(HIDDEN_OF_MODULE.keySet().stream()))).isEmpty();
    }

    @Test
    void eachModuleHidesSomeOfItsTypes() throws IOException {
        for (var module : HIDDEN_OF_MODULE.entrySet()) {
            assertThat(hides(of(Stream.of(module.getKey())), module.getValue()))
                    .as(module.getKey())
                    .isTrue();
        }
    }

    @Test
    void eachBoundCanBeBroken(@TempDir Path folder) throws IOException {
        var statements = "        one++;\n".repeat(LONGEST_METHOD + 1);
        var methods = "    void more() {\n" + "        one++;\n".repeat(11) + "    }\n";
        Files.writeString(
                folder.resolve("Long.java"),
                "package shape;\n\npublic class Long {\n    int one;\n\n    void most() {\n" + statements + "    }\n"
                        + methods.repeat(20) + "}\n");
        var long26 = new SourceShape.Method("shape.Long.most", LONGEST_METHOD + 1);
        assertThat(broken(SourceShape.of(Stream.of(folder))))
                .contains("too long a method: " + long26, "methods", "files", "hidden types")
                .anyMatch(line -> line.startsWith("too long a file: "));
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
