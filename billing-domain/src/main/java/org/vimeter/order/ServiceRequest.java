package org.vimeter.order;

/** Whose service, and who wants to change or end it. Staff are not bound by change policies. */
public record ServiceRequest(Requester requester, long serviceId, boolean isStaff) {}
