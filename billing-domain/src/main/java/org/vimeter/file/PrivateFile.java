package org.vimeter.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** A small file for its owner alone (0600, in a folder of 0700), there whole or not at all. */
public final class PrivateFile {
    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    private PrivateFile() {}

    /** What the file holds; written first if there is none. Of two processes that write at once, one wins for both. */
    public static String readOrCreate(Path file, Supplier<String> content) {
        try {
            if (!Files.exists(file)) {
                create(file, content.get());
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
            var text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new IOException("It is empty");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file.toAbsolutePath()
                            + " cannot be kept for its owner alone. Nothing starts without it: make the folder"
                            + " writable, bring the file back from a backup, or set what it holds in the configuration.",
                    e);
        }
    }

    /** A folder that nobody else may enter. */
    public static Path folder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
        return folder;
    }

    private static void create(Path file, String content) throws IOException {
        var folder = folder(file.toAbsolutePath().resolveSibling(""));
        var whole = Files.createTempFile(folder, file.getFileName().toString(), ".new", attribute());
        try {
            write(whole, content);
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            // somebody else was first: his is the one that counts
        } finally {
            Files.delete(whole);
        }
    }

    private static void write(Path file, String content) throws IOException {
        try (var channel = FileChannel.open(file, Set.of(StandardOpenOption.WRITE))) {
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    private static FileAttribute<?> attribute() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE));
    }
}
