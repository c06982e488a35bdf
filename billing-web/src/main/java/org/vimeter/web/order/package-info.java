/** The REST API of orders. Their pages are those of an account, for its client and for staff alike: {@link org.vimeter.web.account}. */
@NullMarked
package org.vimeter.web.order;

import org.jspecify.annotations.NullMarked;
