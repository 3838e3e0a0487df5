package io.slipway.backup.internal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a chunk's file. Only names that we make ourselves are names: nothing read from a manifest is ever part of
 * a path otherwise.
 *
 * @param id the table of a TABLE chunk, the field of a SIDE chunk, the round of a DELTA chunk, 0 for the TAIL
 * @param number counts the chunks with the same id from 1; 0 for the TAIL
 */
record ChunkName(Kind kind, long id, int number) {

    static final ChunkName TAIL = new ChunkName(Kind.TAIL, 0, 0);

    private static final Pattern FORM = Pattern.compile("([tsd])([1-9][0-9]{0,17})-([1-9][0-9]{0,8})\\.zst");
    private static final String TAIL_FILE = "tail.zst";

    enum Kind {
        /** Records of a table. */
        TABLE("t"),
        /** Rows of the side table of a field with many values. */
        SIDE("s"),
        /** Records changed while the base was read, whole, or gone. */
        DELTA("d"),
        /** The last such round. */
        TAIL("tail");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** The name of the file. */
    @JsonValue
    String file() {
        return kind == Kind.TAIL ? TAIL_FILE : kind.prefix + id + "-" + number + ".zst";
    }

    /**
     * @throws IllegalArgumentException when it is no name we would make
     */
    @JsonCreator
    static ChunkName parse(String file) {
        if (file.equals(TAIL_FILE)) {
            return TAIL;
        }
        Matcher form = FORM.matcher(file);
        if (!form.matches()) {
            throw new IllegalArgumentException("Not the name of a part of a backup");
        }
        Kind kind = switch (form.group(1)) {
            case "t" -> Kind.TABLE;
            case "s" -> Kind.SIDE;
            default -> Kind.DELTA;
        };
        return new ChunkName(kind, Long.parseLong(form.group(2)), Integer.parseInt(form.group(3)));
    }

    @Override
    public String toString() {
        return file();
    }
}
