package org.vimeter.web.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.vimeter.login.Recent;
import org.vimeter.login.SecurityLog;

/** Says in the security log which request was refused, and from where it came. */
@Singleton
public class Refusals {
    private static final int MOST_REMEMBERED = 1000;
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Recent<Instant> said = new Recent<>(MOST_REMEMBERED);

    @Inject
    private Proxies proxies;

    @Inject
    private SecurityLog log;

    @Inject
    private Clock clock;

    /** @param name who asked; empty if nobody is known */
    void event(String event, String name, HttpServletRequest request) {
        log.event(event, name, proxies.visitor(request).address(), "path", request.getRequestURI());
    }

    /** As {@link #event}, but once a minute and address, so that who floods the server does not flood the log. */
    void seldom(String event, HttpServletRequest request) {
        if (isNew(event + ' ' + proxies.visitor(request).bucket())) {
            event(event, "", request);
        }
    }

    private synchronized boolean isNew(String what) {
        var now = clock.instant();
        boolean quiet =
                said.of(what).filter(last -> now.isBefore(last.plus(QUIET))).isPresent();
        if (!quiet) {
            said.say(what, now);
        }
        return !quiet;
    }
}
