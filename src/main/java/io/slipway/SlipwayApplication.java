package io.slipway;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.theme.aura.Aura;
import io.slipway.cli.SlipwayCli;
import java.util.Arrays;
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

    /** With {@code cli} as the first word: the command line, which talks to a running Slipway; else the server. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("cli")) {
            System.exit(SlipwayCli.run(Arrays.copyOfRange(args, 1, args.length)));
        }
        // Everything inside is UTC; the zones of people and accounts are data. The database driver relies on it.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(SlipwayApplication.class, args);
    }
}
