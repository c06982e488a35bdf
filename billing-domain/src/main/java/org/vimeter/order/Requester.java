package org.vimeter.order;

import org.vimeter.account.AccountId;

/**
 * Who wants something, and for which account.
 *
 * @param actor the log-in's name
 * @param isStaff staff are not bound by change policies
 */
public record Requester(AccountId accountId, String actor, boolean isStaff) {}
