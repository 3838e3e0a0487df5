package io.slipway.imports.internal;

import io.slipway.common.AccountId;
import io.slipway.common.InvalidInput;
import io.slipway.imports.ImportId;
import io.slipway.imports.Imports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Uploaded files in the data folder, named by numbers only: {@code imports/a<account>/<import>-<file>.csv}. They go when
 * their import is over.
 */
@Component
class UploadedFiles {

    private final Path root;
    private final long most;

    @Autowired
    UploadedFiles(@Value("${slipway.data-dir:.data}") Path dataDir) {
        this(dataDir, Imports.MOST_BYTES);
    }

    /**
     * @param most bytes of one file
     */
    UploadedFiles(Path dataDir, long most) {
        this.most = most;
        this.root = dataDir.toAbsolutePath().normalize().resolve("imports");
    }

    /** Where a file of an import is. */
    Path path(AccountId account, ImportId id, int file) {
        return folder(account).resolve(id + "-" + file + ".csv");
    }

    /**
     * Stores an upload that belongs to no import yet.
     *
     * @throws InvalidInput at "file" when it is too large
     */
    Path receive(AccountId account, InputStream content) {
        Path part = folder(account).resolve(UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(part.getParent());
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
                copy(content, out);
            }
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            return part;
        } catch (IOException | RuntimeException e) {
            discard(part);
            if (e instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new UncheckedIOException("An uploaded file can't be stored in " + root, (IOException) e);
        }
    }

    private void copy(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            size += read;
            if (size > most) {
                throw new InvalidInput("file", "The file has more than 1 GB; split it into smaller ones.");
            }
            out.write(buffer, 0, read);
        }
    }

    /** Gives an upload its place. */
    void keep(Path part, AccountId account, ImportId id, int file) {
        move(part, path(account, id, file));
    }

    /** Closes the gap where a file was taken out. */
    void moveUp(AccountId account, ImportId id, int removed, int last) {
        discard(path(account, id, removed));
        for (int file = removed + 1; file <= last; file++) {
            move(path(account, id, file), path(account, id, file - 1));
        }
    }

    /** Removes all files of an import. */
    void discardAll(AccountId account, ImportId id) {
        String prefix = id + "-";
        for (Path file : files(account)) {
            if (file.getFileName().toString().startsWith(prefix)) {
                discard(file);
            }
        }
    }

    /** Whether all files of an import are on this machine. */
    boolean areHere(AccountId account, ImportId id, int files) {
        for (int file = 0; file < files; file++) {
            if (!Files.isRegularFile(path(account, id, file))) {
                return false;
            }
        }
        return true;
    }

    /** What lies in an account's folder. */
    List<Path> files(AccountId account) {
        Path folder = folder(account);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of uploads can't be read: " + folder, e);
        }
    }

    /** Removes one file, if it is there. */
    void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded file can't be removed: " + file, e);
        }
    }

    private Path folder(AccountId account) {
        return root.resolve(String.format(Locale.ROOT, "a%d", account.value()));
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("An uploaded file can't be given its place: " + to, e);
        }
    }
}
