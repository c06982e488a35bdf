package org.vimeter.order;

import org.vimeter.service.ServiceId;

/** A service, and who wants to change or end it. */
public record ServiceRequest(Requester requester, ServiceId serviceId) {
    boolean isStaff() {
        return requester.isStaff();
    }
}
