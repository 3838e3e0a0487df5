package io.slipway.ui;

import io.slipway.common.EnvironmentId;

/**
 * An environment as pages show it: name, colour and icon, so that nobody mistakes where they are.
 *
 * @param promotable whether a sandbox's changes can be promoted
 * @param ready false while it is being made, refreshed or discarded
 */
public record ShownEnvironment(EnvironmentId id, String name, boolean production, boolean promotable, boolean ready) {

    private static final int TONES = 6;

    /** What kind of environment it is, in words. */
    public String kindInWords() {
        if (production) {
            return "Production";
        }
        return promotable ? "Promotable sandbox" : "Sandbox";
    }

    /** The colour's name in the style sheet; production has none of the sandboxes' colours. */
    public String tone() {
        return production ? "production" : "sandbox-" + id.number() % TONES;
    }

    /** The address of a page in this environment. */
    public String path(String page) {
        return path(id, page);
    }

    /** The address of a page in an environment: {@code env/<environment>/<page>}. */
    public static String path(EnvironmentId environment, String page) {
        return "env/" + environment + "/" + page;
    }
}
