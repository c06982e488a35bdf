/**
 * The money, double entry and append-only. Start at {@link org.vimeter.ledger.Ledger}.
 *
 * <p>Owns: ledger accounts, entries, charges, balances. Invariants, kept by the database and not only by this code: an
 * entry moves one amount between two ledger accounts of one currency, so all postings sum to zero; a key is posted once;
 * nothing is updated or deleted; a mistake is reversed, once; a client's balance changes in the transaction that writes
 * the entry and equals the sum of his postings. What causes an entry, and when, is decided elsewhere.
 */
@NullMarked
package org.vimeter.ledger;

import org.jspecify.annotations.NullMarked;
