package org.vimeter.input;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text, or each text of a map, that is a figure. A form may have it as the page's language writes figures, with a comma for
 * decimals; whoever reads the field gets it with a point.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Figure {}
