package io.slipway.backup.internal;

import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Backups in folders of this machine: {@code <dir>/a<account>/<backup>/}. */
@Component
class LocalBackupStore implements BackupStore {

    private final Path root;
    private final long minFree;

    LocalBackupStore(BackupProperties properties, @Value("${slipway.data-dir:.data}") Path dataDir) {
        Path dir = properties.dir();
        this.root = (dir == null ? dataDir.resolve("backups") : dir)
                .toAbsolutePath()
                .normalize();
        this.minFree = properties.minFree().toBytes();
    }

    @Override
    public @Nullable String problem() {
        Path probe = root.resolve("probe-" + UUID.randomUUID());
        try {
            Files.createDirectories(root);
            Files.writeString(probe, "written to see whether this folder takes files");
            Files.delete(probe);
            long free = Files.getFileStore(root).getUsableSpace();
            return free < minFree
                    ? "Only " + free / (1024 * 1024) + " MB are free in " + root + "; at least "
                            + minFree / (1024 * 1024) + " MB are needed."
                    : null;
        } catch (IOException | SecurityException e) {
            return "The folder " + root + " can't be written: " + reason(e);
        }
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }

    @Override
    public Folder folder(AccountId account, BackupId backup) {
        return new LocalFolder(root.resolve("a" + account).resolve(backup.toString()));
    }

    private record LocalFolder(Path path) implements Folder {

        @Override
        public boolean exists() {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public NewFile write(String name) throws IOException {
            if (!exists()) {
                Files.createDirectories(path);
                sync(path.getParent());
            }
            return new LocalFile(path.resolve(name));
        }

        @Override
        public InputStream read(String name) throws IOException {
            return Channels.newInputStream(Files.newByteChannel(
                    path.resolve(name), java.util.Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
        }

        @Override
        public long size(String name) throws IOException {
            return Files.readAttributes(
                            path.resolve(name),
                            java.nio.file.attribute.BasicFileAttributes.class,
                            LinkOption.NOFOLLOW_LINKS)
                    .size();
        }

        @Override
        public void remove() throws IOException {
            if (!exists()) {
                return;
            }
            Files.deleteIfExists(path.resolve(Manifest.FILE));
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(path);
        }
    }

    private static final class LocalFile extends NewFile {

        private final Path target;
        private final Path temporary;
        private final FileChannel channel;
        private boolean kept;

        LocalFile(Path target) throws IOException {
            this.target = target;
            this.temporary = target.resolveSibling(target.getFileName() + ".part");
            this.channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        void keep() throws IOException {
            channel.force(true);
            channel.close();
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(target.getParent());
            kept = true;
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (!kept) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /** A name is durable only when its folder is; Windows has no such thing and sees to it by itself. */
    private static void sync(@Nullable Path folder) throws IOException {
        if (folder == null || java.io.File.separatorChar == '\\') {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
