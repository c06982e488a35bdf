/**
 * The servers on which VMs run: created and changed by {@link org.vimeter.server.EditServer}, called through
 * {@link org.vimeter.server.Connections}. Owns the tables server, server_setting and disk_image.
 */
@NullMarked
package org.vimeter.server;

import org.jspecify.annotations.NullMarked;
