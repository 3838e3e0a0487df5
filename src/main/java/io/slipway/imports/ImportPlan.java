package io.slipway.imports;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the files of an import. Names everything by id: what does not exist yet is among the additions, with
 * ids given out beforehand, so that beginning twice makes nothing twice.
 *
 * @param additions tables, relationships, fields, forms, views and apps to be made first, and existing apps as they are
 *     to be changed; empty when everything is there
 * @param files one for each file, by number
 * @param zone name of the time zone for date-times that name none
 */
public record ImportPlan(List<Resource> additions, List<FilePlan> files, String zone) {

    public ImportPlan {
        additions = List.copyOf(additions);
        files = List.copyOf(files);
    }

    /** What becomes of one file. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "plan")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Rows.class, name = "rows"),
        @JsonSubTypes.Type(value = Pairs.class, name = "pairs")
    })
    public sealed interface FilePlan {
        /** The table whose records it makes or changes. */
        ResourceId table();
    }

    /**
     * Each row is a record.
     *
     * @param columns columns that are not named are left out
     * @param matchOn a unique field: a row whose value is already there changes that record; null: every row is new
     * @param clearEmpty whether an empty cell clears the value of a record that is there already
     */
    public record Rows(
            ResourceId table,
            List<ColumnPlan> columns,
            @Nullable ResourceId matchOn,
            boolean clearEmpty) implements FilePlan {
        public Rows {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Each row links two records: one of the table, through its many-to-many field, and one of the table linked to.
     *
     * @param column where the record of the table is named
     * @param key the unique field of the table that has the same value
     * @param field the many-to-many link field
     * @param targetColumn where the record to link to is named
     * @param targetKey the unique field of the target that has the same value
     */
    public record Pairs(
            ResourceId table, int column, ResourceId key, ResourceId field, int targetColumn, ResourceId targetKey)
            implements FilePlan {}

    /** What becomes of one column. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "plan")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Value.class, name = "value"),
        @JsonSubTypes.Type(value = LinkByKey.class, name = "link")
    })
    public sealed interface ColumnPlan {
        /** Place of the column, counted from 0. */
        int column();

        /** Where it goes. */
        ResourceId field();
    }

    /** Its cells are values of a field that is no link. */
    public record Value(int column, ResourceId field) implements ColumnPlan {}

    /**
     * Its cells name records by the value of a unique field.
     *
     * @param key a unique field of the table linked to
     * @param leaveEmpty what to do when there is no such record: true: the link stays empty; false: the row is bad
     */
    public record LinkByKey(int column, ResourceId field, ResourceId key, boolean leaveEmpty) implements ColumnPlan {}

    /** The same with another plan for one file. */
    public ImportPlan withFile(int number, FilePlan plan) {
        List<FilePlan> changed = new ArrayList<>(files);
        changed.set(number, plan);
        return new ImportPlan(additions, changed, zone);
    }

    /** The same with other additions. */
    public ImportPlan withAdditions(List<? extends Resource> others) {
        return new ImportPlan(List.copyOf(others), files, zone);
    }

    /** The same in another time zone. */
    public ImportPlan withZone(String other) {
        return new ImportPlan(additions, files, other);
    }
}
