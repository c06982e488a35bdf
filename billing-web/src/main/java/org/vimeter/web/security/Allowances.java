package org.vimeter.web.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import org.vimeter.login.Recent;

/**
 * How many requests an address may make before it says who it is: so many in a second, and a burst of six times that. Who is
 * logged in is not counted.
 */
@Singleton
public class Allowances {
    private static final String TAKEN = Allowances.class.getName();
    private static final int BURST = 6;
    private static final int MOST_ADDRESSES = 10_000;
    private static final long SECOND = 1_000_000_000L;

    private final long perSecond;
    private final Recent<Allowance> byAddress = new Recent<>(MOST_ADDRESSES);

    /** @param left in billionths of a request, as it was then */
    private record Allowance(long left, long at) {}

    @Inject
    public Allowances(PortalSettings settings) {
        this(settings.perSecond());
    }

    Allowances(long perSecond) {
        this.perSecond = perSecond;
    }

    /** Takes one for this request, once; false when there is none left. */
    boolean take(HttpServletRequest request, String address) {
        if (request.getAttribute(TAKEN) instanceof Boolean known) {
            return known;
        }
        boolean taken = take(address, System.nanoTime());
        request.setAttribute(TAKEN, taken);
        return taken;
    }

    /** It turned out that we know him. */
    synchronized void giveBack(String address) {
        byAddress.of(address).ifPresent(one -> byAddress.say(address, new Allowance(one.left() + SECOND, one.at())));
    }

    synchronized boolean take(String address, long now) {
        long most = BURST * perSecond * SECOND;
        var one = byAddress.of(address).orElseGet(() -> new Allowance(most, now));
        long gained = Math.min(now - one.at(), BURST * SECOND) * perSecond;
        long left = Math.min(most, one.left() + gained);
        boolean taken = left >= SECOND;
        byAddress.say(address, new Allowance(taken ? left - SECOND : left, now));
        return taken;
    }
}
