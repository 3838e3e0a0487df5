package io.slipway.shell;

import com.vaadin.flow.component.combobox.ComboBox;
import java.time.ZoneId;
import java.util.List;

/** Chooses a time zone by its IANA name. */
class TimeZoneField extends ComboBox<ZoneId> {

    private static final List<ZoneId> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/") || id.equals("UTC"))
            .sorted()
            .map(ZoneId::of)
            .toList();

    TimeZoneField(String label) {
        super(label);
        setItems(
                (zone, typed) -> shown(zone)
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains(typed.strip().toLowerCase(java.util.Locale.ROOT)),
                ZONES);
        setItemLabelGenerator(TimeZoneField::shown);
    }

    /** The zone of an id, if this field offers it; UTC otherwise. */
    static ZoneId orUtc(String id) {
        return ZONES.stream()
                .filter(zone -> zone.getId().equals(id))
                .findFirst()
                .orElse(ZoneId.of("UTC"));
    }

    private static String shown(ZoneId zone) {
        return zone.getId().replace('_', ' ');
    }
}
