package io.slipway.sandbox.ui;

import io.slipway.sandbox.Changelog.Entry;

/**
 * One line of the grid: an entry, or the heading over all entries of a resource.
 *
 * @param entry the entry; of a heading the newest one
 * @param entries how many entries a heading stands for; 0: it is no heading
 */
record ChangelogLine(Entry entry, int entries) {

    static ChangelogLine of(Entry entry) {
        return new ChangelogLine(entry, 0);
    }

    boolean isHeading() {
        return entries > 0;
    }
}
