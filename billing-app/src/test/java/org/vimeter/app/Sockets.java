package org.vimeter.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process and its children listen on, as the Linux kernel tells it. */
final class Sockets {
    private static final String LISTENING = "0A";
    private static final String LOOPBACK_6 = "00000000000000000000000001000000";
    private static final String LOOPBACK_MAPPED = "0000000000000000FFFF0000";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Sockets() {}

    /** @param kind {@code tcp} or {@code udp} */
    record Listener(String kind, boolean loopback, int port, long process) implements Comparable<Listener> {
        @Override
        public int compareTo(Listener other) {
            return toString().compareTo(other.toString());
        }
    }

    static Set<Listener> of(long pid) {
        var found = new TreeSet<Listener>();
        Stream.concat(
                        Stream.of(ProcessHandle.of(pid).orElseThrow()),
                        ProcessHandle.of(pid).orElseThrow().descendants())
                .forEach(process -> found.addAll(ofProcess(process.pid())));
        return found;
    }

    private static Set<Listener> ofProcess(long pid) {
        var inodes = inodes(pid);
        return Stream.of("tcp", "tcp6", "udp", "udp6")
                .flatMap(kind -> lines(Path.of("/proc/net/" + kind)).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .filter(columns -> inodes.contains(columns[INODE]))
                        .filter(columns -> kind.startsWith("udp") || columns[STATE].equals(LISTENING))
                        .map(columns -> listener(kind.substring(0, 3), columns[ADDRESS], pid)))
                .collect(Collectors.toSet());
    }

    private static Listener listener(String kind, String address, long pid) {
        var parts = address.split(":", 2);
        boolean loopback = parts[0].length() == 8
                ? parts[0].endsWith("7F")
                : parts[0].equals(LOOPBACK_6) || (parts[0].startsWith(LOOPBACK_MAPPED) && parts[0].endsWith("7F"));
        return new Listener(kind, loopback, HexFormat.fromHexDigits(parts[1]), pid);
    }

    private static Set<String> inodes(long pid) {
        try (var files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.map(Sockets::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of(); // it has just ended
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
