package org.vimeter.order;

import org.vimeter.service.ServiceId;

/** Whose service, and who wants to change or end it. Staff are not bound by change policies. */
public record ServiceRequest(Requester requester, ServiceId serviceId, boolean isStaff) {}
