package io.slipway.records.ui;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.slipway.common.CsvCell;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.value.ValueText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The records of a grid, as it is filtered and sorted, as CSV. Written part by part while it is being loaded, so that a
 * large table needs no memory; a record changed meanwhile is in it as it was when its part was read. What spreadsheets
 * would take for a formula is made plain text by an apostrophe before it.
 */
class CsvExport implements DownloadHandler {

    private static final int PART = 1000;
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final transient Supplier<Wanted> wanted;

    /**
     * What to write.
     *
     * @param source whose reader is who asks now, not who opened the page
     */
    record Wanted(RowSource source, GridState state, List<Field> columns, String name) {}

    CsvExport(Supplier<Wanted> wanted) {
        this.wanted = wanted;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        Wanted now = wanted.get();
        List<Row> first = now.source().rows(now.state(), 0, PART);
        event.setFileName(fileName(now.name()));
        event.setContentType("text/csv; charset=utf-8");
        try (Writer writer =
                new BufferedWriter(new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8))) {
            write(now, first, writer);
        }
    }

    /** Writes everything, starting with a first part that has been read already. */
    static void write(Wanted wanted, List<Row> firstPart, Writer writer) throws IOException {
        // Without this mark Excel takes UTF-8 for an old code page.
        writer.write('\uFEFF');
        CsvWriter csv = CsvWriter.builder().build(writer);
        csv.writeRecord(wanted.columns().stream()
                .map(field -> CsvCell.guarded(field.name()))
                .toList());
        List<Row> part = firstPart;
        long offset = 0;
        while (!part.isEmpty()) {
            for (Row row : part) {
                csv.writeRecord(wanted.columns().stream()
                        .map(field -> cell(wanted.source(), field, row))
                        .toList());
            }
            offset += part.size();
            part = part.size() < PART ? List.of() : next(wanted, offset, csv);
        }
        csv.flush();
    }

    /** What has been sent can't be taken back, so a file that is not whole says so at its end. */
    private static List<Row> next(Wanted wanted, long offset, CsvWriter csv) throws IOException {
        try {
            return wanted.source().rows(wanted.state(), offset, PART);
        } catch (RuntimeException e) {
            csv.writeRecord("This file is not complete: the export broke off here. Export again.");
            csv.flush();
            throw e;
        }
    }

    private static String cell(RowSource source, Field field, Row row) {
        Object value = row.record().value(field.id());
        return value == null ? "" : cell(source, field, row, value);
    }

    /** Numbers and times in the one form every program reads; everything else as people see it. */
    private static String cell(RowSource source, Field field, Row row, Object value) {
        return switch (field.kind()) {
            case FieldKind.WholeNumber k -> ValueText.canonical(k, value);
            case FieldKind.DecimalNumber k -> ValueText.canonical(k, value);
            case FieldKind.Money k -> ValueText.canonical(k, value);
            case FieldKind.Percent k -> ValueText.canonical(k, value);
            case FieldKind.Date k -> ValueText.canonical(k, value);
            case FieldKind.Time k -> ValueText.canonical(k, value);
            case FieldKind.DateTime k ->
                DATE_TIME.withZone(source.reader().display().zone()).format((Instant) value);
            default -> CsvCell.guarded(source.text(field, row));
        };
    }

    private static String fileName(String name) {
        String clean = name.replaceAll("[^\\p{L}\\p{N} ._-]", "").strip();
        return (clean.isEmpty() ? "records" : clean) + ".csv";
    }
}
