package org.vimeter.vmmanager.wire;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.vimeter.address.Network;

/**
 * Which addresses servers may have. Without a list, all but those that are never a VMmanager and often a secret: this machine
 * itself, link-local addresses, and where clouds tell their machines about themselves. With a list, those in it and no others.
 */
public final class Networks {
    /** The value of the configuration for no list. */
    public static final String DEFAULT = "default";

    private static final List<Network> NEVER = Stream.of(
                    "0.0.0.0/8",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "100.100.100.200/32",
                    "168.63.129.16/32",
                    "192.0.0.192/32",
                    "224.0.0.0/3",
                    "::/127",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8",
                    "fd00:ec2::/32",
                    "64:ff9b:1::/48",
                    "2001::/32",
                    "2002::/16",
                    "fd20:ce::254/128")
            .map(Network::of)
            .toList();

    private final List<Network> allowed;
    private final Resolver resolver;
    private final Supplier<List<InetAddress>> own;

    /** How names become addresses. */
    public interface Resolver {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** @param allowed networks such as 10.1.0.0/16, separated by commas, or {@link #DEFAULT} */
    public Networks(String allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    public Networks(String allowed, Resolver resolver) {
        this(allowed, resolver, Networks::ownAddresses);
    }

    /** @param own the addresses of this machine's interfaces, asked for anew at each look, because they change */
    Networks(String allowed, Resolver resolver, Supplier<List<InetAddress>> own) {
        this.allowed = allowed.equals(DEFAULT) ? List.of() : Network.list(allowed);
        if (this.allowed.isEmpty() && !allowed.equals(DEFAULT)) {
            throw new IllegalArgumentException("“" + allowed + "” is not a network such as 10.1.0.0/16");
        }
        this.resolver = resolver;
        this.own = own;
    }

    /** The host has an address that no server may have. */
    static final class Forbidden extends Exception {
        private static final long serialVersionUID = 1L;

        Forbidden(InetAddress address) {
            super(address.getHostAddress());
        }
    }

    /** The address to connect to. All that the name leads to must be allowed, so that it does not matter which one is taken. */
    InetAddress resolve(URI url) throws UnknownHostException, Forbidden {
        var addresses = resolver.all(url.getHost());
        for (var address : addresses) {
            if (!isAllowed(address)) {
                throw new Forbidden(address);
            }
        }
        return addresses[0];
    }

    private boolean isAllowed(InetAddress address) {
        var plain = Network.unwrapped(address.getAddress());
        return allowed.isEmpty()
                ? NEVER.stream().noneMatch(network -> network.holds(plain)) && !isOwn(plain)
                : allowed.stream().anyMatch(network -> network.holds(plain));
    }

    private boolean isOwn(byte[] address) {
        return own.get().stream().anyMatch(one -> Arrays.equals(Network.unwrapped(one.getAddress()), address));
    }

    private static List<InetAddress> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }
}
