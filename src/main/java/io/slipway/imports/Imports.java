package io.slipway.imports;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Imports of CSV files into an environment. Those who build may import anything anywhere in their account; others into
 * tables of production in which their role lets them create records, and they see their own imports only. Every call
 * throws {@link io.slipway.account.NotAllowed} for what is not the actor's, without telling whether it is there.
 *
 * <p>An import works through its files in batches. Each batch's records, how far it is and its bad rows are durable in
 * one transaction, guarded by the import's state and epoch: whatever dies, whenever, each row is imported exactly once.
 */
public interface Imports {

    /** Most bytes of one file. */
    long MOST_BYTES = 1L << 30;

    /** Most columns of one file. */
    int MOST_COLUMNS = 500;

    /** Most characters of one cell. */
    int MOST_CELL_CHARACTERS = 1_000_000;

    /** Most files of one import. */
    int MOST_FILES = 50;

    /** An import stops when it has more bad rows than this: most likely something is wrong with its plan. */
    int MOST_BAD_ROWS = 10_000;

    /** Rows shown before it begins. */
    int PREVIEW_ROWS = 50;

    /**
     * Begins a draft, to which files are {@link #addFile added}.
     *
     * @throws io.slipway.account.NotAllowed when the actor can import into no table of the environment
     */
    ImportId begin(Actor actor, EnvironmentId environment);

    /**
     * Takes a file into a draft and reads all of it.
     *
     * @param fileName as the person's machine calls it
     * @param content read to its end, not closed
     * @throws io.slipway.common.InvalidInput at "file" when it is too large, empty or no CSV
     */
    ImportJob addFile(Actor actor, ImportId id, String fileName, InputStream content);

    /**
     * Reads a draft's file again in another way. A plan made before is forgotten.
     *
     * @throws io.slipway.common.InvalidInput at "file" when that does not work
     */
    ImportJob reread(Actor actor, ImportId id, int file, CsvFormat format);

    /** Takes a file out of a draft. The files after it move up; a plan made before is forgotten. */
    ImportJob removeFile(Actor actor, ImportId id, int file);

    /**
     * A first plan for a draft: columns go to fields of the same name, or to new fields of the kind their values fit
     * into; columns that name the keys of other tables become links; files that hold two keys become links of many to
     * many.
     *
     * @param into the table for the one file of the draft; null: new tables
     * @param app for new tables, the app they are added to; null: a new app
     * @param appName what a new app is called
     */
    ImportPlan propose(Actor actor, ImportId id, @Nullable ResourceId into, @Nullable ResourceId app, String appName);

    /** Keeps a plan with its draft, as far as somebody has come with it; it may still be wrong. */
    void keepPlan(Actor actor, ImportId id, ImportPlan plan);

    /** A fresh id for something the plan adds. */
    ResourceId nextId(Actor actor, EnvironmentId environment);

    /**
     * What is wrong with a plan as a whole; empty: it can be started. Places are {@code file.<number>},
     * {@code file.<number>.column.<index>} and {@code addition.<id>}.
     */
    List<io.slipway.common.InvalidInput> problems(Actor actor, ImportId id, ImportPlan plan);

    /** The first rows of a file as a plan would import them. Writes nothing. */
    List<PreviewRow> preview(Actor actor, ImportId id, ImportPlan plan, int file);

    /**
     * Keeps the plan, makes what it adds, and queues the import.
     *
     * @throws io.slipway.common.InvalidInput the first of the {@link #problems}, or what the builder refuses
     */
    ImportJob start(Actor actor, ImportId id, ImportPlan plan);

    /** Stops an import between two batches; false: it is over already. What was imported stays. */
    boolean cancel(Actor actor, ImportId id);

    /** Removes a draft, or an import that is over, with its list of bad rows. */
    void remove(Actor actor, ImportId id);

    /** Why the actor can import into no table of an environment; empty: into at least one. */
    Optional<String> impossible(Actor actor, EnvironmentId environment);

    /** Why the structure of an environment can't be changed by the actor, so that tables that are there must do. */
    Optional<String> structureFixed(Actor actor, EnvironmentId environment);

    /** The import, if it is there. */
    Optional<ImportJob> find(Actor actor, ImportId id);

    /** The latest 500 imports of an environment, newest first. */
    List<ImportJob> list(Actor actor, EnvironmentId environment);

    /** The imports of an environment that were begun before one, newest first. */
    List<ImportJob> listBefore(Actor actor, EnvironmentId environment, ImportId before, int limit);

    /**
     * Bad rows in the order of the files, from a place on.
     *
     * @param after null: from the first
     */
    List<BadRow.Listed> badRowsAfter(Actor actor, ImportId id, BadRow.@Nullable Place after, int limit);

    /** Bad rows, in the order of the files. */
    List<BadRow> badRows(Actor actor, ImportId id, long offset, int limit);

    /**
     * Writes a file's bad rows as CSV: its own header and cells, then row, line and reason. Mended, it can be imported
     * again.
     *
     * @param to UTF-8; not closed
     */
    void writeBadRows(Actor actor, ImportId id, int file, OutputStream to);
}
