package org.vimeter.boot;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

/** Starts the server; or does what the first argument names, without one. */
public final class Main {
    private static final Map<String, String> COMMANDS = Map.of("verify", "org.vimeter.verify.VerifyCommand");
    private static final String SERVER = "fish.payara.micro.PayaraMicro";
    private static final String APPLICATION = "/MICRO-INF/deploy/ROOT.war";
    private static final String LIBRARIES = "WEB-INF/lib/";

    private static final int WRONG_KEYS = 2;

    private Main() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        var command = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        if (command == null) {
            requireKeys();
            call(Main.class.getClassLoader(), SERVER, arguments);
        } else {
            perform(command, Arrays.copyOfRange(arguments, 1, arguments.length));
        }
    }

    /** With a wrong value nothing is started: a server without its application would answer, and bill nobody. */
    private static void requireKeys() {
        var properties = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> System.getProperty(name, "")));
        var faults = Keys.faults(properties, System.getenv());
        Keys.unknown(System.getenv())
                .forEach(name -> System.err.println("The environment variable " + name + " is no key of Vimeter's."));
        if (!faults.isEmpty()) {
            faults.forEach(System.err::println);
            System.err.println("Vimeter is not started: nothing is collected or billed until this is mended.");
            System.exit(WRONG_KEYS);
        }
    }

    /** A command is a main of its own, with the libraries of the application and no server around it. */
    private static void perform(String command, String[] arguments) throws IOException, ReflectiveOperationException {
        var folder = Files.createTempDirectory("vimeter-command");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        try (var loader = new URLClassLoader(unpacked(folder).toArray(URL[]::new), Main.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            call(loader, command, arguments);
        }
    }

    private static List<URL> unpacked(Path folder) throws IOException {
        var libraries = new ArrayList<URL>();
        try (var application = new ZipInputStream(open())) {
            for (var entry = application.getNextEntry(); entry != null; entry = application.getNextEntry()) {
                if (isNeeded(entry.getName())) {
                    libraries.add(copy(
                            application, folder.resolve(Path.of(entry.getName()).getFileName())));
                }
            }
        }
        return libraries;
    }

    /** Whole databases are not: no command starts one. */
    private static boolean isNeeded(String entry) {
        return entry.startsWith(LIBRARIES) && entry.endsWith(".jar") && !entry.contains("-binaries-");
    }

    private static InputStream open() throws IOException {
        var application = Main.class.getResourceAsStream(APPLICATION);
        if (application == null) {
            throw new IOException("This is not the runnable jar: it has no " + APPLICATION);
        }
        return application;
    }

    private static URL copy(InputStream from, Path to) throws IOException, MalformedURLException {
        Files.copy(from, to);
        return to.toUri().toURL();
    }

    private static void call(ClassLoader loader, String type, String[] arguments) throws ReflectiveOperationException {
        try {
            Class.forName(type, true, loader).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("What was unpacked for the command stays in " + folder + ": " + e.getMessage());
        }
    }
}
