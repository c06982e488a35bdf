/** What {@code java -jar vimeter.jar} runs first. It lies in the jar itself, before any library. */
@NullMarked
package org.vimeter.boot;

import org.jspecify.annotations.NullMarked;
