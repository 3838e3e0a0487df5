package io.slipway.storage.internal;

import io.slipway.common.ResourceId;
import io.slipway.storage.RecordStore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;

/** Tells from MariaDB's error 1062 which field's value was already there: the index is named after the key column. */
final class Duplicates {

    // The last of these words: what stands before is the value, which may hold anything.
    private static final Pattern KEY = Pattern.compile("(?s).*for key '(?:[^'.]*\\.)?([^'.]+)'");
    private static final Pattern UNIQUE_KEY = Pattern.compile("k_([0-9]+)_[0-9]+");

    private Duplicates() {}

    static RuntimeException explained(DuplicateKeyException error) {
        Matcher named = KEY.matcher(String.valueOf(error.getMostSpecificCause().getMessage()));
        String key = named.lookingAt() ? named.group(1) : "";
        if (key.equals("PRIMARY")) {
            return new RecordStore.DuplicateRecord(error);
        }
        Matcher unique = UNIQUE_KEY.matcher(key);
        return unique.matches() ? new RecordStore.DuplicateValue(ResourceId.parse(unique.group(1)), error) : error;
    }
}
