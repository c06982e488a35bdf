/** Breaks the code on purpose, one guard at a time, and expects a test to see it; {@code ./mvnw -Psabotage -pl billing-domain}. */
@NullMarked
package org.vimeter.sabotage;

import org.jspecify.annotations.NullMarked;
