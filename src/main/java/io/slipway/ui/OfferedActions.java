package io.slipway.ui;

import com.vaadin.flow.component.Component;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** What all rooms offer at a place, in the order of their beans. */
@Service
public class OfferedActions {

    private final ObjectProvider<PageActions> rooms;

    OfferedActions(ObjectProvider<PageActions> rooms) {
        this.rooms = rooms;
    }

    /** The actions for the header of a page. */
    public Component[] at(PageActions.Place place) {
        return rooms.orderedStream().flatMap(room -> room.at(place).stream()).toArray(Component[]::new);
    }
}
