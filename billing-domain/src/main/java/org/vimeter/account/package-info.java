/** Clients: the client's money side without the money itself, which is the ledger's. */
@NullMarked
package org.vimeter.account;

import org.jspecify.annotations.NullMarked;
