package org.vimeter.web.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.address.Network;

/**
 * Where the portal stands, and how much it answers.
 *
 * @param url scheme, host and port that people reach it at; null for whatever a request names
 * @param proxies reverse proxies that may say on whose behalf they call
 * @param basic whether a log-in's name and password open the REST API
 * @param requests at once from one address
 * @param perSecond requests from one address
 */
public record PortalSettings(@Nullable String url, List<Network> proxies, boolean basic, int requests, int perSecond) {}
