package io.slipway.account;

/**
 * A person to be added. All texts as typed; checked when the person is added.
 *
 * @param password kept only as a hash
 */
public record NewPerson(String name, String email, PersonKind kind, String password) {

    /** Without the password, so that it never reaches a log. */
    @Override
    public String toString() {
        return "NewPerson[" + email + ", " + kind + "]";
    }
}
