package io.slipway.backup.internal;

import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Where the files of backups are. Names come from {@link ChunkName} and {@link Manifest#FILE}, never from a file. */
interface BackupStore {

    /** Why nothing can be written, in words for people; null: it can. */
    @Nullable
    String problem();

    /** The place of one backup's files. Exists from the first file on. */
    Folder folder(AccountId account, BackupId backup);

    /** One backup's files. */
    interface Folder {

        /** Whether anything is there. */
        boolean exists();

        /** A file to be; nobody sees it before it is kept. */
        NewFile write(String name) throws IOException;

        /**
         * @throws java.nio.file.NoSuchFileException when it is not there
         */
        InputStream read(String name) throws IOException;

        /**
         * The size in bytes.
         *
         * @throws java.nio.file.NoSuchFileException when it is not there
         */
        long size(String name) throws IOException;

        /** Removes all files, the manifest first, so that half a removal leaves nothing that looks usable. */
        void remove() throws IOException;
    }

    /** A file being written; closing it without {@link #keep} removes it. */
    abstract class NewFile extends OutputStream {

        /** Makes it durable and visible under its name. */
        abstract void keep() throws IOException;
    }
}
