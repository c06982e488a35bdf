/**
 * The EJB timer that starts the daily collection. It decides nothing: due days come from the database, and a lease keeps
 * two nodes apart, so a timer that fires twice, late or never changes no bill.
 */
@NullMarked
package org.vimeter.schedule;

import org.jspecify.annotations.NullMarked;
