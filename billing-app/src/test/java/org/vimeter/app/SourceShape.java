package org.vimeter.app;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** How long methods and files are, and which types are hidden, as the compiler reads the sources below a folder. */
final class SourceShape {
    record Method(String name, int lines) {}

    record Type(String name, boolean isHidden) {}

    record File(String name, int lines) {}

    final List<Method> methods = new ArrayList<>();
    final List<Type> types = new ArrayList<>();
    final List<File> files = new ArrayList<>();

    static SourceShape of(Stream<Path> folders) throws IOException {
        var shape = new SourceShape();
        for (var folder : folders.toList()) {
            shape.read(folder);
        }
        return shape;
    }

    private void read(Path folder) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var walk = Files.walk(folder);
                var manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            var sources = walk.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java"))
                    .toList();
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
            for (var unit : task.parse()) {
                read(unit, Trees.instance(task));
            }
        }
    }

    private void read(CompilationUnitTree unit, Trees trees) throws IOException {
        var source = Path.of(unit.getSourceFile().getName());
        files.add(new File(source.toString(), Files.readAllLines(source).size()));
        unit.accept(new Reader(unit, trees), null);
    }

    private final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;
        private String type = "";
        private boolean inInterface;

        Reader(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
            var outer = type;
            boolean outerInterface = inInterface;
            if (!node.getSimpleName().isEmpty()) {
                type = outer.isEmpty()
                        ? unit.getPackageName() + "." + node.getSimpleName()
                        : outer + "." + node.getSimpleName();
                boolean open = outerInterface || node.getModifiers().getFlags().contains(Modifier.PUBLIC);
                types.add(new Type(type, !open));
            }
            inInterface = node.getKind() == ClassTree.Kind.INTERFACE;
            super.visitClass(node, nothing);
            type = outer;
            inInterface = outerInterface;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
            var body = node.getBody();
            long first = line(trees.getSourcePositions().getStartPosition(unit, node));
            if (body != null && first > 0) {
                long from = line(trees.getSourcePositions().getStartPosition(unit, body));
                long to = line(trees.getSourcePositions().getEndPosition(unit, body));
                methods.add(new Method(type + "." + node.getName(), Math.toIntExact(Math.max(1, to - from - 1))));
            }
            return super.visitMethod(node, nothing);
        }

        private long line(long position) {
            return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
        }
    }
}
