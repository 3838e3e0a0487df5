package io.slipway;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.theme.aura.Aura;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** Starts Slipway: one process with the user interface, the API, the scheduler and, unless told otherwise, its database. */
@SpringBootApplication
@Modulithic(systemName = "Slipway")
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles.css")
@ColorScheme(ColorScheme.Value.LIGHT_DARK)
public class SlipwayApplication implements AppShellConfigurator {

    public static void main(String[] args) {
        // Everything inside is UTC; the zones of people and accounts are data. The database driver relies on it.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(SlipwayApplication.class, args);
    }
}
