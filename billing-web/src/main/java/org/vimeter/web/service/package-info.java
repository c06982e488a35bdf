/** The REST API of services and suspensions, and the page that compares a server with its services. */
@NullMarked
package org.vimeter.web.service;

import org.jspecify.annotations.NullMarked;
