package io.slipway.promotion.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How long what a promotion replaced is kept ({@code slipway.undo-days}).
 *
 * @param days at least one: with none, a reader that began before a flip would lose its table under its eyes
 */
@ConfigurationProperties("slipway")
record UndoPeriod(@DefaultValue("14") @Name("undo-days") int days) {

    UndoPeriod {
        if (days < 1 || days > 3650) {
            throw new IllegalArgumentException("slipway.undo-days is between 1 and 3650, not " + days);
        }
    }
}
