package io.slipway.account;

/** How a person wants the pages to look. */
public record Appearance(Scheme scheme, Density density) {

    /** What everybody starts with. */
    public static final Appearance DEFAULT = new Appearance(Scheme.SYSTEM, Density.COMFORTABLE);

    /** Light or dark. */
    public enum Scheme {
        /** As the person's device says. */
        SYSTEM("As my device"),
        LIGHT("Light"),
        DARK("Dark");

        private final String label;

        Scheme(String label) {
            this.label = label;
        }

        /** The words people see. */
        public String label() {
            return label;
        }
    }

    /** How much fits on a page. */
    public enum Density {
        COMFORTABLE("Comfortable"),
        COMPACT("Compact");

        private final String label;

        Density(String label) {
            this.label = label;
        }

        /** The words people see. */
        public String label() {
            return label;
        }
    }
}
