package org.vimeter.web.security;

import jakarta.servlet.http.HttpServletRequest;

/** Whoever bounds how long a request may take to arrive: the connections, which only the server under the pages knows. */
public interface Arrivals {
    /** Head and body are here; from now on it takes as long as our own work does. */
    void arrived(HttpServletRequest request);
}
