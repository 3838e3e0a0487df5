package io.slipway.definition;

/** What may be done with the records of a table. Without {@code see} nothing else counts. */
public record Permission(boolean see, boolean create, boolean edit, boolean delete) {

    /** Nothing at all. */
    public static final Permission NONE = new Permission(false, false, false, false);

    /** Everything. */
    public static final Permission ALL = new Permission(true, true, true, true);

    public Permission {
        create = see && create;
        edit = see && edit;
        delete = see && delete;
    }

    /** What either of two permissions allows. */
    public Permission or(Permission other) {
        return new Permission(see || other.see, create || other.create, edit || other.edit, delete || other.delete);
    }
}
