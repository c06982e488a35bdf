/**
 * Clients and staff: accounts, the client's money side without the money itself (that is the ledger's), and log-ins.
 */
@NullMarked
package org.vimeter.account;

import org.jspecify.annotations.NullMarked;
