package org.vimeter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
    @TempDir
    private Path folder;

    @Test
    void isForItsOwnerAloneAndKeptAsItWasFirstWritten() throws Exception {
        var file = folder.resolve("data").resolve("secret.key");
        assertThat(PrivateFile.readOrCreate(file, () -> "one")).isEqualTo("one");
        assertThat(PrivateFile.readOrCreate(file, () -> "two")).isEqualTo("one");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling(""))))
                .isEqualTo("rwx------");
    }

    @Test
    void anOpenFileIsClosedToOthersWhenItIsRead() throws Exception {
        var file = folder.resolve("secret.key");
        Files.writeString(file, "known");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(PrivateFile.readOrCreate(file, () -> "new")).isEqualTo("known");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** A file that a full disk left empty is no key: a new one in its place would make every stored secret unreadable. */
    @Test
    void anEmptyFileIsRefusedAndLeft() throws Exception {
        var file = folder.resolve("secret.key");
        Files.createFile(file);
        assertThatThrownBy(() -> PrivateFile.readOrCreate(file, () -> "new")).hasMessageContaining("secret.key");
        assertThat(Files.readString(file)).isEmpty();
    }

    @Test
    void allWhoStartAtOnceReadTheSame() throws Exception {
        var file = folder.resolve("secret.key");
        var read = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> PrivateFile.readOrCreate(
                        file, () -> UUID.randomUUID().toString().repeat(1000)))
                .distinct()
                .toList();
        assertThat(read).hasSize(1);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }
}
