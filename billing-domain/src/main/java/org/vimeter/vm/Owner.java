package org.vimeter.vm;

/**
 * To whom VMs belong on a server, so that he can log in there.
 *
 * @param email what VMmanager 6 knows users by; VMmanager 5 knows them by name
 * @param password used if he is created; never logged
 */
public record Owner(String name, String email, String password) {

    /** Leaves the password out. */
    @Override
    public String toString() {
        return name;
    }
}
