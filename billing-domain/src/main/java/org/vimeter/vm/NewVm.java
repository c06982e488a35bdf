package org.vimeter.vm;

import java.util.Map;

/**
 * A VM that should be.
 *
 * @param name unique and never used before: by it a creation is repeated without a second VM
 * @param domain the host name
 * @param template name of the VM template
 * @param image name of the disk image
 * @param password of root; never logged
 * @param resources by the internal names of add-on types ({@code mem}, {@code disc}, {@code ncpu} …), in base units; what
 *     is left out is as in the template
 * @param ipv4 how many addresses it is created with, at least one of both families
 */
public record NewVm(
        String name,
        String domain,
        String ownerId,
        String template,
        String image,
        String password,
        Map<String, Long> resources,
        int ipv4,
        int ipv6) {

    /** Leaves the password out. */
    @Override
    public String toString() {
        return name + " (" + template + ", " + image + ")";
    }
}
