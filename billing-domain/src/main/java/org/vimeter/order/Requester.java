package org.vimeter.order;

import org.vimeter.account.AccountId;

/**
 * Who wants something, and for which account.
 *
 * @param actor the log-in's name
 */
public record Requester(AccountId accountId, String actor) {}
