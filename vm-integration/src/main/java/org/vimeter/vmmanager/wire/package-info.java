/**
 * The one HTTP client, and answers in XML and JSON read into elements. Knows no function of any server.
 *
 * <p>Invariants: what is connected to was checked; nothing goes out over a connection that is not trusted; no redirect is
 * followed; no answer is larger, deeper or slower than the server's settings allow; no secret reaches a message or a log;
 * every call is counted.
 */
@NullMarked
package org.vimeter.vmmanager.wire;

import org.jspecify.annotations.NullMarked;
