package org.vimeter.delivery;

import org.vimeter.usage.UsageEvents;

/**
 * A CloudEvent as somebody wrote it; what is left out is empty.
 *
 * @param service number of the service, or empty to name it by server and VM
 * @param server name or number
 * @param vm name or id
 * @param quantity a plain decimal, in the unit; of the whole day
 * @param unit empty for the meter's base unit
 */
public record UsageEvent(
        String specversion,
        String type,
        String source,
        String id,
        String service,
        String server,
        String vm,
        String day,
        String meter,
        String quantity,
        String unit) {
    public static final String TYPE = "org.vimeter.usage.day";
    static final int LONGEST_ID = 200;
    static final int LONGEST_SOURCE = 500;

    /** What the service is named by. */
    String subject() {
        return service.isEmpty() ? server + "/" + vm : "service/" + service;
    }

    UsageEvents.Key key() {
        return new UsageEvents.Key(source, id);
    }
}
