/** Services, their VMs and suspensions: pages and REST API. */
@NullMarked
package org.vimeter.web.service;

import org.jspecify.annotations.NullMarked;
