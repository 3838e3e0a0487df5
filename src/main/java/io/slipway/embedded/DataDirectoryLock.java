package io.slipway.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One process at a time per data directory. The operating system frees the lock when the process dies, however it dies. */
final class DataDirectoryLock implements AutoCloseable {

    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataDirectoryLock take(Path dataDir) throws IOException {
        Path file = dataDir.resolve("slipway.lock");
        DataDirectoryLock lock = tryTake(file);
        if (lock == null) {
            String owner = Files.readString(file, UTF_8).strip();
            throw new DatabaseStartException(
                    "Another Slipway" + (owner.isEmpty() ? "" : " (process " + owner + ")") + " is using the data in "
                            + dataDir + ".",
                    "Stop the other one, or give this one a folder of its own with --slipway.data-dir=<folder>.");
        }
        return lock;
    }

    /** The lock on {@code file}, or null while someone else has it. */
    static @Nullable DataDirectoryLock tryTake(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return null;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            channel.close();
            return null;
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
        return new DataDirectoryLock(channel);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // Nothing is held any more, which is what was asked for.
        }
    }
}
