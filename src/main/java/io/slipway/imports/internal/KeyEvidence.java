package io.slipway.imports.internal;

import io.slipway.account.PersonDirectory;
import io.slipway.definition.Field;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.UniqueKey;
import io.slipway.environment.Definitions;
import io.slipway.imports.ImportJob;
import io.slipway.imports.Inspection;
import io.slipway.storage.RecordStore;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Looks whether the first values of a column are among those of a unique field. */
@Component
class KeyEvidence {

    private static final int MOST_VALUES = 500;
    private static final int MOST_ROWS = 20_000;

    private final Definitions definitions;
    private final UploadedFiles files;
    private final RecordStore store;
    private final PersonDirectory people;

    KeyEvidence(Definitions definitions, UploadedFiles files, RecordStore store, PersonDirectory people) {
        this.definitions = definitions;
        this.files = files;
        this.store = store;
        this.people = people;
    }

    /** Whether at least half of the different values are there: some customers may well be new. */
    boolean holds(ImportJob job, int file, Inspection.Column column, Field key, ZoneId zone) {
        Set<ByteBuffer> values = values(job, file, column, key, zone);
        if (values.isEmpty()) {
            return false;
        }
        return definitions.reading(job.environment(), current -> {
            if (current.find(Field.class, key.id()).isEmpty()) {
                return false;
            }
            KeyLookup lookup = new KeyLookup(store, current);
            values.forEach(value -> lookup.want(key, value));
            lookup.ask();
            long found = values.stream()
                    .filter(value -> lookup.find(key, value).isPresent())
                    .count();
            return found * 2 >= values.size();
        });
    }

    private Set<ByteBuffer> values(ImportJob job, int file, Inspection.Column column, Field key, ZoneId zone) {
        CellReader cells = new CellReader(job.environment().account(), people, zone);
        Set<ByteBuffer> values = new HashSet<>();
        try (CsvRows rows = CsvRows.open(
                files.path(job.environment().account(), job.id(), file),
                job.files().get(file).inspection().format())) {
            for (int row = 0; row < MOST_ROWS && values.size() < MOST_VALUES && rows.hasNext(); row++) {
                if (cells.read(key.kind(), rows.next().cell(column.index())) instanceof Parsed.Ok ok
                        && ok.value() != null) {
                    byte[] bytes = UniqueKey.of(key.kind(), ok.value());
                    if (bytes != null) {
                        values.add(ByteBuffer.wrap(bytes));
                    }
                }
            }
        }
        return values;
    }
}
