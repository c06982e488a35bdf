package org.vimeter.order;

/**
 * Who wants something, and for which account.
 *
 * @param actor the log-in's name
 */
public record Requester(long accountId, String actor) {}
