/**
 * The catalog in the staff portal: units of measure, item types, service packages. Each form is read
 * into the class that the REST API reads from JSON, so that both check the same with the same words.
 */
@NullMarked
package org.vimeter.web.catalog;

import org.jspecify.annotations.NullMarked;
