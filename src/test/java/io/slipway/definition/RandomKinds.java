package io.slipway.definition;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Kinds and values that fields of those kinds take, extremes included. */
public final class RandomKinds {

    private static final List<String> TEXTS = List.of(
            "a",
            "Ärger mit ß",
            "👩‍👩‍👧‍👦🏳️‍🌈",
            "مرحبا بالعالم",
            "שלום",
            "x' OR '1'='1",
            "<script>alert(1)</script>",
            "a,b;c",
            " spaces around ",
            "007",
            "1,234",
            "true",
            "2026-01-31",
            "\u200F\u202Ertl",
            "𝕏",
            "%_\\",
            "NULL",
            "1e5",
            "-0");
    private static final List<String> LABELS =
            List.of("Open", "Closed", "In progress, late", "👍", "Ende;", "1", "yes", "2026-01-31", "late", "مغلق");
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "BHD", "USD");

    private RandomKinds() {}

    /** One kind of each sort. */
    public static List<FieldKind> all(Random random) {
        return IntStream.range(0, 18).mapToObj(i -> kind(i, random)).toList();
    }

    /** Any kind. */
    public static FieldKind any(Random random) {
        return kind(random.nextInt(18), random);
    }

    /** Any kind but a link. */
    public static FieldKind anyButLink(Random random) {
        return kind(random.nextInt(17), random);
    }

    private static FieldKind kind(int which, Random random) {
        return switch (which) {
            case 0 -> new FieldKind.ShortText(1 + random.nextInt(100));
            case 1 -> new FieldKind.LongText();
            case 2 -> wholeNumber(random);
            case 3 -> new FieldKind.DecimalNumber(random.nextInt(11));
            case 4 -> new FieldKind.Money(one(CURRENCIES, random));
            case 5 -> new FieldKind.Percent(random.nextInt(7));
            case 6 -> new FieldKind.Date();
            case 7 -> new FieldKind.DateTime();
            case 8 -> new FieldKind.Time();
            case 9 -> new FieldKind.YesNo();
            case 10 -> new FieldKind.SingleChoice(choices(random));
            case 11 -> new FieldKind.MultiChoice(choices(random));
            case 12 -> new FieldKind.Email();
            case 13 -> new FieldKind.Phone();
            case 14 -> new FieldKind.Url();
            case 15 -> new FieldKind.User();
            case 16 -> new FieldKind.AutoNumber(random.nextBoolean() ? "" : "INV-", 1 + random.nextInt(12));
            default -> new FieldKind.Link(new ResourceId(7));
        };
    }

    private static FieldKind wholeNumber(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new FieldKind.WholeNumber(null, null);
            case 1 -> new FieldKind.WholeNumber(0L, null);
            default -> new FieldKind.WholeNumber(-100L, 100L);
        };
    }

    private static List<Choice> choices(Random random) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < LABELS.size(); i++) {
            if (random.nextBoolean() || i == 0) {
                choices.add(new Choice(i + 1, LABELS.get(i)));
            }
        }
        return choices;
    }

    /** A value a field of the kind takes, in normal form. */
    public static Object value(FieldKind kind, Random random) {
        return switch (kind) {
            case FieldKind.ShortText k -> text(k.maxLength(), random);
            case FieldKind.LongText k -> text(100, random) + (random.nextBoolean() ? "\n\t" + text(100, random) : "");
            case FieldKind.WholeNumber k -> whole(k, random);
            case FieldKind.DecimalNumber k -> decimal(k.scale(), random);
            case FieldKind.Money k -> decimal(k.scale(), random);
            case FieldKind.Percent k -> decimal(k.scale(), random);
            case FieldKind.Date k ->
                one(
                        List.of(
                                LocalDate.of(1, 1, 1),
                                LocalDate.of(9999, 12, 31),
                                LocalDate.of(2024, 2, 29),
                                LocalDate.ofEpochDay(random.nextInt(60_000) - 30_000L)),
                        random);
            case FieldKind.DateTime k ->
                one(
                        List.of(
                                Instant.parse("0001-01-01T00:00:00Z"),
                                Instant.parse("9999-12-31T23:59:59.999Z"),
                                Instant.parse("2026-01-31T00:00:00Z"),
                                Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L) - 2_000_000_000_000L)),
                        random);
            case FieldKind.Time k ->
                one(
                        List.of(
                                LocalTime.MIDNIGHT,
                                LocalTime.of(23, 59, 59),
                                LocalTime.ofSecondOfDay(random.nextInt(86_400))),
                        random);
            case FieldKind.YesNo k -> random.nextBoolean();
            case FieldKind.SingleChoice k -> one(k.choices(), random).id();
            case FieldKind.MultiChoice k -> someChoices(k, random);
            case FieldKind.Email k -> one(List.of("a@b.example", "jörg.müller+x@exämple.org"), random);
            case FieldKind.Phone k -> one(List.of("+49 (0)30 123-456", "0049301234", "112"), random);
            case FieldKind.Url k -> one(List.of("https://example.com", "http://exämple.org:8080/a?b=c&d='#f"), random);
            case FieldKind.User k -> 1L + random.nextInt(1000);
            case FieldKind.AutoNumber k -> one(List.of(1L, 999_999_999_999_999L, (long) random.nextInt(5000)), random);
            case FieldKind.Link k -> link(random);
        };
    }

    private static String text(int limit, Random random) {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            text.append(one(TEXTS, random));
        }
        int length = text.codePointCount(0, text.length());
        return text.substring(0, text.offsetByCodePoints(0, Math.min(limit, length)));
    }

    private static Long whole(FieldKind.WholeNumber kind, Random random) {
        long min = kind.min() == null ? Long.MIN_VALUE : kind.min();
        long max = kind.max() == null ? Long.MAX_VALUE : kind.max();
        return one(List.of(min, max, 0L, 1L, 42L), random);
    }

    private static BigDecimal decimal(int scale, Random random) {
        BigInteger unscaled = switch (random.nextInt(4)) {
            case 0 -> BigInteger.TEN.pow(20 + scale).subtract(BigInteger.ONE);
            case 1 -> BigInteger.ZERO;
            case 2 -> BigInteger.valueOf(random.nextInt(2000) - 1000L).multiply(BigInteger.TEN.pow(scale));
            default -> BigInteger.valueOf(random.nextInt());
        };
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
    }

    private static List<Long> someChoices(FieldKind.MultiChoice kind, Random random) {
        List<Long> ids = new ArrayList<>(kind.choices().stream()
                .map(Choice::id)
                .filter(id -> random.nextInt(3) == 0)
                .toList());
        return ids.isEmpty() ? List.of(kind.choices().getFirst().id()) : List.copyOf(ids);
    }

    private static Object link(Random random) {
        List<RecordId> ids = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> new RecordId(new UUID(random.nextLong(), random.nextLong())))
                .sorted()
                .toList();
        return random.nextBoolean() ? ids.getFirst() : ids;
    }

    /** One of a list. */
    public static <T> T one(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
