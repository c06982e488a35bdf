package org.vimeter.app;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.jspecify.annotations.Nullable;
import org.vimeter.web.security.Arrivals;
import org.vimeter.web.security.Proxies;
import org.vimeter.web.security.Visitor;

/**
 * Knows every connection: how many one address holds, and since when each owes the rest of a request. Who holds too many gets
 * no more, and a request that has not arrived whole in time loses its connection, whatever trickles in. A configured proxy is
 * bounded in neither number, because it speaks for many.
 */
@Singleton
public class Doorman implements Arrivals {
    private static final int MOST_OF_ALL = 4096;
    private static final long NOTHING_OWED = Long.MIN_VALUE;

    private final Map<Connection<?>, Guest> guests = new ConcurrentHashMap<>();
    private final Map<String, Guest> byPeer = new ConcurrentHashMap<>();
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();

    @Inject
    private Proxies proxies;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Inject
    private Configuration configuration;

    private @Nullable ScheduledFuture<?> round;

    /** One connection. Who has sent nothing yet owes a request as well. */
    private static final class Guest {
        private final InetSocketAddress peer;
        private volatile long owesSince = System.nanoTime();
        private volatile boolean atWork;

        Guest(InetSocketAddress peer) {
            this.peer = peer;
        }

        String address() {
            return peer.getAddress().getHostAddress();
        }

        /** A visitor by IPv6 has a whole network to come from. */
        String bucket() {
            return new Visitor(address(), false).bucket();
        }
    }

    /** Takes his place before the first page is answered. */
    void stand() {
        Listeners.watch(new Probe(this));
        round = timer.scheduleAtFixedRate(this::goRound, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void leave() {
        var last = round;
        if (last != null) {
            last.cancel(false);
        }
    }

    /** @return whether he may stay */
    boolean came(Connection<?> connection, InetSocketAddress peer) {
        var guest = new Guest(peer);
        guests.put(connection, guest);
        byPeer.put(key(guest.address(), peer.getPort()), guest);
        int now = perAddress.merge(guest.bucket(), 1, Integer::sum);
        return proxies.isProxy(guest.address())
                || (guests.size() <= MOST_OF_ALL && now <= configuration.door().connections());
    }

    void sent(Connection<?> connection) {
        var guest = guests.get(connection);
        if (guest != null && !guest.atWork && guest.owesSince == NOTHING_OWED) {
            guest.owesSince = System.nanoTime();
        }
    }

    /** The request is here whole; what it takes from now on is our own doing. */
    @Override
    public void arrived(HttpServletRequest request) {
        var guest = byPeer.get(key(request.getRemoteAddr(), request.getRemotePort()));
        if (guest != null) {
            guest.atWork = true;
            guest.owesSince = NOTHING_OWED;
        }
    }

    void answered(Connection<?> connection) {
        var guest = guests.get(connection);
        if (guest != null) {
            guest.atWork = false;
            guest.owesSince = NOTHING_OWED;
        }
    }

    void went(Connection<?> connection) {
        var guest = guests.remove(connection);
        if (guest != null) {
            byPeer.remove(key(guest.address(), guest.peer.getPort()), guest);
            perAddress.computeIfPresent(guest.bucket(), (address, now) -> now > 1 ? now - 1 : null);
        }
    }

    private void goRound() {
        long latest = System.nanoTime()
                - Duration.ofSeconds(configuration.door().seconds()).toNanos();
        guests.forEach((connection, guest) -> {
            if (guest.owesSince != NOTHING_OWED && guest.owesSince - latest < 0) {
                connection.closeSilently();
            }
        });
    }

    private static String key(String address, int port) {
        return address + " " + port;
    }
}
