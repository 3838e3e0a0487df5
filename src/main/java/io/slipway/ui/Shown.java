package io.slipway.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Numbers, sizes and lengths of time as people read them. */
public final class Shown {

    private static final Locale LOCALE = Locale.ENGLISH;

    private Shown() {}

    /** 1,204. */
    public static String count(long number) {
        return String.format(LOCALE, "%,d", number);
    }

    /** "1 record", "1,204 records". */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** 512 bytes, 1.4 MB (powers of 1000). */
    public static String size(long bytes) {
        if (bytes < 1000) {
            return count(bytes, "byte", "bytes");
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.95 && unit < 3) {
            value /= 1000;
            unit++;
        }
        return String.format(
                LOCALE, value < 100 ? "%.1f %s" : "%.0f %s", value, new String[] {"kB", "MB", "GB", "TB"}[unit]);
    }

    /** 34 ms, 1.2 s, 3 min 4 s, 2 h 10 min. */
    public static String duration(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(LOCALE, millis < 10_000 ? "%.1f s" : "%.0f s", millis / 1000.0);
        }
        long seconds = millis / 1000;
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return seconds / 3600 + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
    }

    /** "just now", "3 min ago", "in 2 h", "5 days ago". */
    public static String relative(Instant instant, Instant now) {
        long seconds = Duration.between(instant, now).toSeconds();
        long far = Math.abs(seconds);
        if (far < 45) {
            return "just now";
        }
        String length;
        if (far < 90 * 60) {
            length = Math.max(1, Math.round(far / 60.0)) + " min";
        } else if (far < 36 * 3600) {
            length = Math.round(far / 3600.0) + " h";
        } else {
            length = count(Math.round(far / 86400.0), "day", "days");
        }
        return seconds > 0 ? length + " ago" : "in " + length;
    }
}
