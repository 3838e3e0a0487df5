package io.slipway.ui;

import io.slipway.account.PersonKind;
import java.util.Set;

/**
 * One tab of My Account. A room contributes it as a bean; its view has the route {@code account/...} and the
 * {@link MyAccountPage} as base class or wrapper.
 *
 * @param order small numbers first; leave gaps. Profile 10, Settings 20, People 30, Backup &amp; Restore 40, Mail 50,
 *     Audit trail 60
 * @param path the route, for example {@code account/people}
 * @param shownTo the kinds of people who see it
 */
public record MyAccountTab(String title, int order, String path, Set<PersonKind> shownTo) {

    public MyAccountTab {
        shownTo = Set.copyOf(shownTo);
    }
}
