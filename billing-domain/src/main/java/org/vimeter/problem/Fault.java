package org.vimeter.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path, as in {@code addOns.traffic.limit}
 */
public record Fault(String field, Problem problem) {}
