/**
 * The nightly bill. Start at {@link org.vimeter.dailyrun.DailyRun}: collect and rate, hold or post, enforce.
 *
 * <p>Owns: runs, their reports and proposals. Invariants: a server is worked by one run at a time, and a run that lost its
 * lease can no longer write (fencing token); the network is never waited for inside a transaction; each chunk is one
 * transaction, and every step can be done again without effect, so a run that was killed is continued by the next; memory
 * holds one chunk, however many services there are. None of the features that it asks knows it.
 */
@NullMarked
package org.vimeter.dailyrun;

import org.jspecify.annotations.NullMarked;
