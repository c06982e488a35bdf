package org.vimeter.app;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * What is shipped: the build's own list of libraries (CycloneDX), and what lies inside the server's jar, which no build tool
 * sees. Writes both as one bill of materials and as notices, and fails when something is older than the advisories allow.
 */
public final class Inventory {
    private static final Pattern LICENCE = Pattern.compile("<license>\\s*<name>([^<]+)</name>");
    private static final String INSIDE = "vimeter:inside";

    private Inventory() {}

    /** A library as it is shipped. */
    record Component(String group, String name, String version, String licence, String inside) {
        String id() {
            return group.isEmpty() ? name : group + ":" + name;
        }

        JsonObject json() {
            var json = Json.createObjectBuilder().add("type", "library");
            if (!group.isEmpty()) {
                json.add("group", group);
            }
            json.add("name", name).add("version", version);
            if (!group.isEmpty()) {
                json.add("purl", "pkg:maven/" + group + "/" + name + "@" + version + "?type=jar");
            }
            if (!licence.isEmpty()) {
                var named = Json.createObjectBuilder()
                        .add("license", Json.createObjectBuilder().add("name", licence));
                json.add("licenses", Json.createArrayBuilder().add(named));
            }
            return json.add(
                            "properties",
                            Json.createArrayBuilder()
                                    .add(Json.createObjectBuilder()
                                            .add("name", INSIDE)
                                            .add("value", inside)))
                    .build();
        }
    }

    /**
     * @param least the oldest version that is not affected
     * @param accepted why an older one inside the server is shipped all the same; empty if it is not
     */
    record Advisory(String id, String least, String why, String accepted) {
        Optional<String> against(Component component) {
            boolean older = component.id().equals(id)
                    && new ComparableVersion(component.version()).compareTo(new ComparableVersion(least)) < 0;
            boolean excused = !accepted.isEmpty() && !component.inside().isEmpty();
            return older && !excused
                    ? Optional.of(id + " " + component.version()
                            + (component.inside().isEmpty() ? "" : " (inside " + component.inside() + ")")
                            + " is older than " + least + ": " + why)
                    : Optional.empty();
        }
    }

    /** The arguments: the build's list, the server's jar, the advisories, the folder for what is written, and what is copied in. */
    public static void main(String[] arguments) throws IOException {
        var bom = read(Path.of(arguments[0]));
        var server = Path.of(arguments[1]);
        var folder = Files.createDirectories(Path.of(arguments[3]));
        var own = new ArrayList<>(own(bom));
        var copied = arguments[4].split(":", 4);
        var style = new Component(copied[0], copied[1], copied[2], copied[3], "billing-web (its style sheet)");
        var inside = inside(server);
        Files.writeString(
                folder.resolve("vimeter.cdx.json"),
                merged(bom, with(style, inside)).toString());
        own.add(style);
        var all = new ArrayList<>(own);
        all.addAll(inside);
        Files.writeString(folder.resolve("THIRD-PARTY-NOTICES.txt"), notices(own, inside));
        var old = old(all, advisories(Path.of(arguments[2])));
        System.out.println(own.size() + " libraries of our own and " + inside.size() + " inside " + server.getFileName()
                + "; older than the advisories allow: " + old.size());
        old.forEach(System.err::println);
        System.exit(old.isEmpty() ? 0 : 1);
    }

    private static List<Component> with(Component one, List<Component> others) {
        var all = new ArrayList<>(others);
        all.add(0, one);
        return all;
    }

    static List<String> old(Collection<Component> components, Collection<Advisory> advisories) {
        return components.stream()
                .flatMap(component -> advisories.stream().flatMap(advisory -> advisory.against(component).stream()))
                .sorted()
                .toList();
    }

    /** Lines of id, least version, reason, and after a bar why an older one inside the server is accepted. */
    static List<Advisory> advisories(Path file) throws IOException {
        var all = new ArrayList<Advisory>();
        for (var line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                var parts = line.split("\\|", 2);
                var columns = parts[0].strip().split("\\s+", 3);
                all.add(new Advisory(columns[0], columns[1], columns[2], parts.length == 1 ? "" : parts[1].strip()));
            }
        }
        return all;
    }

    private static JsonObject read(Path file) throws IOException {
        try (var in = Files.newInputStream(file);
                var reader = Json.createReader(in)) {
            return reader.readObject();
        }
    }

    private static List<Component> own(JsonObject bom) {
        return bom.getJsonArray("components").getValuesAs(JsonObject.class).stream()
                .map(one -> new Component(
                        one.getString("group", ""), one.getString("name"), one.getString("version"), licences(one), ""))
                .toList();
    }

    private static String licences(JsonObject component) {
        var names = new TreeSet<String>();
        if (component.get("licenses") instanceof JsonArray all) {
            for (var one : all.getValuesAs(JsonObject.class)) {
                var licence =
                        one.getOrDefault("license", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
                names.add(licence.getString("id", licence.getString("name", one.getString("expression", ""))));
            }
        }
        names.remove("");
        return String.join(" or ", names);
    }

    /** Each jar inside the server's jar, by what its own files say it is. */
    static List<Component> inside(Path server) throws IOException {
        var found = new TreeMap<String, Component>();
        try (var zip = new ZipInputStream(Files.newInputStream(server))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    for (var component : components(
                            entry.getName(),
                            zip.readAllBytes(),
                            server.getFileName().toString())) {
                        found.putIfAbsent(component.id() + " " + component.version(), component);
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static List<Component> components(String path, byte[] jar, String inside) throws IOException {
        var poms = new ArrayList<Properties>();
        var licences = new TreeMap<String, String>();
        var manifest = new Manifest();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                readInto(entry, zip, poms, licences, manifest);
            }
        }
        var attributes = manifest.getMainAttributes();
        var ofBundle =
                Optional.ofNullable(attributes.getValue("Bundle-License")).orElse("");
        if (poms.isEmpty()) {
            var name = Optional.ofNullable(attributes.getValue("Bundle-SymbolicName"))
                    .map(symbolic -> symbolic.split(";", 2)[0])
                    .orElse(path.substring(path.lastIndexOf('/') + 1).replace(".jar", ""));
            var version = Optional.ofNullable(attributes.getValue("Bundle-Version"))
                    .orElse(Optional.ofNullable(attributes.getValue("Implementation-Version"))
                            .orElse("unknown"));
            return List.of(new Component("", name, version, ofBundle, inside));
        }
        return poms.stream()
                .map(pom -> new Component(
                        pom.getProperty("groupId"),
                        pom.getProperty("artifactId"),
                        pom.getProperty("version"),
                        licences.getOrDefault(pom.getProperty("artifactId"), ofBundle),
                        inside))
                .toList();
    }

    private static void readInto(
            ZipEntry entry, InputStream zip, List<Properties> poms, Map<String, String> licences, Manifest manifest)
            throws IOException {
        var name = entry.getName();
        if (name.equals("META-INF/MANIFEST.MF")) {
            manifest.read(new ByteArrayInputStream(zip.readAllBytes()));
        } else if (name.matches("META-INF/maven/[^/]+/[^/]+/pom\\.properties")) {
            var properties = new Properties();
            properties.load(new ByteArrayInputStream(zip.readAllBytes()));
            poms.add(properties);
        } else if (name.matches("META-INF/maven/[^/]+/[^/]+/pom\\.xml")) {
            var licence = LICENCE.matcher(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            if (licence.find()) {
                licences.put(name.split("/", -1)[3], licence.group(1).strip());
            }
        }
    }

    private static JsonObject merged(JsonObject bom, List<Component> inside) {
        var components = Json.createArrayBuilder(bom.getJsonArray("components"));
        inside.forEach(component -> components.add(component.json()));
        return Json.createObjectBuilder(bom).add("components", components).build();
    }

    private static String notices(List<Component> own, List<Component> inside) {
        var text = new StringBuilder("""
                Vimeter is distributed under the Apache License, Version 2.0. It is shipped with the libraries below, each under a
                licence of its own; their texts and notices lie in META-INF of each library's jar.

                Libraries of Vimeter

                """);
        own.forEach(component -> text.append(line(component)));
        text.append(
                "\nInside the application server (Payara Micro Community: CDDL 1.1 or GPL 2 with classpath exception)\n\n");
        inside.forEach(component -> text.append(line(component)));
        return text.toString();
    }

    private static String line(Component component) {
        var licence = component.licence().isEmpty() ? "licence as its jar says" : component.licence();
        return component.id() + " " + component.version() + ": " + licence + "\n";
    }
}
