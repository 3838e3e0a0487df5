package io.slipway.storage;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Schemas;

/**
 * Names of physical tables and columns: made from ids and generation numbers, never from labels, so that a rename is a
 * revision and not DDL, and nothing a person typed is ever part of a statement.
 */
public final class PhysicalNames {

    private PhysicalNames() {}

    /** The table that carries a user table's generation. */
    public static String table(ResourceId table, long generation) {
        return "t_" + table.value() + "_" + generation;
    }

    /** The column that carries a field's generation. */
    public static String column(ResourceId field, long generation) {
        return "c_" + field.value() + "_" + generation;
    }

    /** The key column (and its unique index) of a unique field. */
    public static String key(ResourceId field, long generation) {
        return "k_" + field.value() + "_" + generation;
    }

    /** The side table of a multi choice or many-to-many field. */
    public static String side(ResourceId field, long generation) {
        return "s_" + field.value() + "_" + generation;
    }

    /** A name with its schema, quoted. */
    public static String in(EnvironmentId environment, String name) {
        return "`" + Schemas.of(environment) + "`.`" + name + "`";
    }
}
