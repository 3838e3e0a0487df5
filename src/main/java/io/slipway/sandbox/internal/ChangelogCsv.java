package io.slipway.sandbox.internal;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.slipway.common.CsvCell;
import io.slipway.sandbox.Changelog.Entry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A changelog as CSV: first the columns people know, then ours. */
final class ChangelogCsv {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ChangelogCsv() {}

    static void write(List<Entry> entries, OutputStream to) throws IOException {
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
        csv.writeRecord(
                "Rev",
                "Resource ID",
                "App Name",
                "Resource Name",
                "Resource Type",
                "Revision Type",
                "Changes",
                "Changed By",
                "Changed At (UTC)",
                "Standing");
        for (Entry entry : entries) {
            csv.writeRecord(
                    entry.revision() == 0 ? "" : Long.toString(entry.revision()),
                    entry.resource().toString(),
                    CsvCell.guarded(entry.apps()),
                    CsvCell.guarded(entry.name()),
                    entry.type().label(),
                    entry.kind().label(),
                    CsvCell.guarded(String.join("; ", entry.changes())),
                    CsvCell.guarded(entry.by()),
                    time(entry.at()),
                    entry.standing().label());
        }
        csv.flush();
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at);
    }
}
