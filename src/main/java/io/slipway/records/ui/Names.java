package io.slipway.records.ui;

import io.slipway.common.RecordId;
import io.slipway.common.UserId;
import java.util.HashMap;
import java.util.Map;

/**
 * What the people and records are called that some values refer to. Records that are missing here are not the reader's
 * to see.
 */
record Names(Map<UserId, String> people, Map<RecordId, String> titles) {

    static final Names NONE = new Names(Map.of(), Map.of());

    Names {
        people = Map.copyOf(people);
        titles = Map.copyOf(titles);
    }

    String person(long id) {
        return people.getOrDefault(new UserId(id), "Unknown person");
    }

    String title(RecordId record) {
        return titles.getOrDefault(record, "Not visible to you");
    }

    Names and(Names more) {
        Map<UserId, String> allPeople = new HashMap<>(people);
        allPeople.putAll(more.people);
        Map<RecordId, String> allTitles = new HashMap<>(titles);
        allTitles.putAll(more.titles);
        return new Names(allPeople, allTitles);
    }
}
