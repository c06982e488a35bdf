/**
 * What staff set up: servers, service packages, accounts, services. The one door for the REST API, the portal and the demo,
 * so that all of them check the same rules with the same words.
 */
@NullMarked
package org.vimeter.office;

import org.jspecify.annotations.NullMarked;
