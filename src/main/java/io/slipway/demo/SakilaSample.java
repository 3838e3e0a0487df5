package io.slipway.demo;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The Sakila sample data set: a film rental business in 14 CSV files with 46,000 rows, made by no one here. Comes in
 * through the import, which finds tables, kinds and links by itself: also the circle of staff and store, and films with
 * many actors and categories.
 */
public interface SakilaSample {

    /** The name of the app it becomes. */
    String APP = "Sakila";

    /** The files, without folder. */
    List<String> FILES = List.of(
            "actor.csv",
            "address.csv",
            "category.csv",
            "city.csv",
            "country.csv",
            "customer.csv",
            "film.csv",
            "film_actor.csv",
            "film_category.csv",
            "inventory.csv",
            "language.csv",
            "payment.csv",
            "rental.csv",
            "staff.csv",
            "store.csv");

    /** Starts the import into an environment whose structure may be edited. */
    ImportId start(Actor actor, EnvironmentId environment);

    /**
     * Imports and waits until it is over.
     *
     * @throws IllegalStateException when the import fails, is cancelled, or takes longer than ten minutes
     */
    ImportJob load(Actor actor, EnvironmentId environment);

    /** One of the files as it is in the jar. */
    InputStream open(String file) throws IOException;
}
