/** Accounts, their money and their statements: the pages of clients and of staff, and the REST API. */
@NullMarked
package org.vimeter.web.account;

import org.jspecify.annotations.NullMarked;
