/**
 * What every page uses: templates, layout, language, theme, assets, errors; and the REST API: bodies, lists, tags, its description.
 *
 * <p>Invariants: every route says who may use it, and one that does not is closed; every form carries a CSRF token; text is
 * escaped and comes from the message bundles; nothing on a page needs JavaScript.
 */
@NullMarked
package org.vimeter.web.kit;

import org.jspecify.annotations.NullMarked;
