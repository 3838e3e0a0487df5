package io.slipway.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.SlipwayApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms keep to themselves, and the picture of them in the documentation is the true one. */
class ModularityTest {

    private static final Path PICTURE = Path.of("docs", "modules.puml");

    private final ApplicationModules modules = ApplicationModules.of(SlipwayApplication.class);

    @Test
    void roomsUseOnlyWhatOthersOffer() {
        modules.verify();
    }

    @Test
    void thePictureOfTheRoomsIsUpToDate() throws IOException {
        String drawn = draw();
        if (Boolean.getBoolean("slipway.docs.update")) {
            Files.createDirectories(Objects.requireNonNull(PICTURE.getParent()));
            Files.writeString(PICTURE, drawn, UTF_8);
        }
        String kept = Files.exists(PICTURE) ? Files.readString(PICTURE, UTF_8) : "";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(drawn)
                    .as("%s is out of date: run ./mvnw test -Dtest=ModularityTest -Dslipway.docs.update=true", PICTURE)
                    .isEqualTo(kept);
        } else if (!drawn.equals(kept)) {
            System.out.println(PICTURE + " is out of date; renew it with -Dslipway.docs.update=true");
        }
    }

    /** Drawn by hand instead of by a tool, so that the same rooms always give the same file. */
    private String draw() {
        List<ApplicationModule> rooms = modules.stream()
                .sorted(Comparator.comparing(ModularityTest::name))
                .toList();
        StringBuilder picture = new StringBuilder("@startuml\n"
                + "' Written by ModularityTest; do not edit. An arrow means: may not work without.\n"
                + "title Rooms of Slipway\nskinparam componentStyle rectangle\n\n");
        rooms.forEach(room -> picture.append("[").append(name(room)).append("]\n"));
        picture.append("\n");
        for (ApplicationModule room : rooms) {
            TreeSet<String> needed = new TreeSet<>();
            room.getDirectDependencies(modules).uniqueModules().forEach(other -> needed.add(name(other)));
            needed.forEach(other -> picture.append("[")
                    .append(name(room))
                    .append("] --> [")
                    .append(other)
                    .append("]\n"));
        }
        return picture.append("@enduml\n").toString();
    }

    private static String name(ApplicationModule room) {
        return room.getIdentifier().toString();
    }
}
