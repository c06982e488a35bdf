package org.vimeter.vmmanager.wire;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Addresses that begin with the same bits. */
final class Network {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** IPv6 that stands for an IPv4 address behind a gateway. */
    private static final Network NAT64 = of("64:ff9b::/96");

    private static final Network COMPATIBLE = of("::/96");

    private final BigInteger prefix;
    private final int bytes;
    private final int rest;

    private Network(byte[] address, int length) {
        bytes = address.length;
        rest = Byte.SIZE * bytes - length;
        prefix = new BigInteger(1, address).shiftRight(rest);
    }

    /** @param text such as 10.1.0.0/16; without a length, one address */
    static Network of(String text) {
        var parts = text.split("/", 2);
        if (!parts[0].matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("“" + text + "” is not a network such as 10.1.0.0/16");
        }
        try {
            var address = InetAddress.getByName(parts[0]).getAddress();
            int most = Byte.SIZE * address.length;
            int length = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            if (length < 0 || length > most) {
                throw new NumberFormatException();
            }
            return new Network(address, length);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("“" + text + "” is not a network such as 10.1.0.0/16", e);
        }
    }

    boolean holds(byte[] address) {
        return address.length == bytes
                && new BigInteger(1, address).shiftRight(rest).equals(prefix);
    }

    /** The IPv4 address that an IPv6 address stands for, or the address itself. */
    static byte[] unwrapped(byte[] address) {
        boolean embeds = address.length == IPV6_BYTES && (NAT64.holds(address) || isCompatible(address));
        return embeds ? Arrays.copyOfRange(address, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES) : address;
    }

    private static boolean isCompatible(byte[] address) {
        // :: and ::1 are not IPv4
        return COMPATIBLE.holds(address) && new BigInteger(1, address).bitLength() > Byte.SIZE;
    }
}
