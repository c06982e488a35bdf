package org.vimeter.web.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.vimeter.address.Network;

/** The reverse proxies that may say on whose behalf they call; what anybody else says of that is not listened to. */
@Singleton
public class Proxies {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
    private static final String VISITOR = Visitor.class.getName();

    private final List<Network> networks;

    @Inject
    public Proxies(PortalSettings settings) {
        this(settings.proxies());
    }

    Proxies(List<Network> networks) {
        this.networks = networks;
    }

    public Visitor visitor(HttpServletRequest request) {
        if (request.getAttribute(VISITOR) instanceof Visitor known) {
            return known;
        }
        boolean proxied = isProxy(request.getRemoteAddr());
        var visitor = new Visitor(
                proxied ? forwarded(request) : plain(request.getRemoteAddr()).orElse(request.getRemoteAddr()),
                request.isSecure() || (proxied && "https".equalsIgnoreCase(last(request, FORWARDED_PROTO))));
        request.setAttribute(VISITOR, visitor);
        return visitor;
    }

    public boolean isProxy(String address) {
        return Network.literal(address)
                .map(Network::unwrapped)
                .filter(bytes -> networks.stream().anyMatch(network -> network.holds(bytes)))
                .isPresent();
    }

    /** The nearest address that is no proxy of ours: everything before it could have been made up by the client. */
    private String forwarded(HttpServletRequest request) {
        var nearest = plain(request.getRemoteAddr()).orElseThrow();
        var all = String.join(",", Collections.list(request.getHeaders(FORWARDED_FOR)))
                .split(",", -1);
        for (int i = all.length - 1; i >= 0; i--) {
            var address = plain(withoutPort(all[i].strip()));
            if (address.isEmpty()) {
                return nearest;
            }
            nearest = address.get();
            if (!isProxy(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    private static String withoutPort(String text) {
        return text.replaceFirst("^\\[(.*)](:\\d+)?$", "$1").replaceFirst("^([0-9.]+):\\d+$", "$1");
    }

    /** One spelling for each address. */
    private static Optional<String> plain(String text) {
        return Network.literal(text).map(Network::unwrapped).map(bytes -> {
            try {
                return InetAddress.getByAddress(bytes).getHostAddress();
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e); // it has four or sixteen bytes
            }
        });
    }

    private static String last(HttpServletRequest request, String header) {
        var all = Collections.list(request.getHeaders(header));
        var line = all.isEmpty() ? "" : all.get(all.size() - 1);
        return line.substring(line.lastIndexOf(',') + 1).strip();
    }
}
