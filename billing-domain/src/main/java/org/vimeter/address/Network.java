package org.vimeter.address;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Addresses that begin with the same bits. */
public final class Network {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int MAPPED_BITS = Byte.SIZE * (IPV6_BYTES - IPV4_BYTES);

    /** Four decimal numbers without zeros in front, which some read as octal; or anything with colons. */
    private static final Pattern LITERAL =
            Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** IPv6 that stands for the IPv4 address in its end: mapped, translated, behind a gateway. */
    private static final List<Network> EMBEDDING =
            Stream.of("64:ff9b::/96", "::ffff:0:0:0/96").map(Network::of).toList();

    private final BigInteger prefix;
    private final int bytes;
    private final int rest;

    private Network(byte[] address, int length) {
        bytes = address.length;
        rest = Byte.SIZE * bytes - length;
        prefix = new BigInteger(1, address).shiftRight(rest);
    }

    /** @param text such as 10.1.0.0/16; without a length, one address; {@code ::ffff:0:0/96} is all of IPv4 */
    public static Network of(String text) {
        var parts = text.split("/", 2);
        var address = literal(parts[0]).orElseThrow(() -> notANetwork(text));
        boolean mapped = address.length == IPV4_BYTES && parts[0].contains(":");
        int most = Byte.SIZE * address.length;
        int written = parts.length == 1 ? most + (mapped ? MAPPED_BITS : 0) : number(parts[1]);
        int length = mapped ? written - MAPPED_BITS : written;
        if (length < 0 || length > most) {
            throw notANetwork(text);
        }
        return new Network(address, length);
    }

    /** Separated by commas; none for nothing. */
    public static List<Network> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(Network::of)
                .toList();
    }

    /** The bytes of an address that is written out; a name is never asked for. */
    public static Optional<byte[]> literal(String text) {
        try {
            return LITERAL.matcher(text).matches()
                    ? Optional.of(InetAddress.getByName(text).getAddress())
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty(); // it only looked like one
        }
    }

    public boolean holds(byte[] address) {
        return address.length == bytes
                && new BigInteger(1, address).shiftRight(rest).equals(prefix);
    }

    /** The IPv4 address that an IPv6 address stands for, or the address itself. */
    public static byte[] unwrapped(byte[] address) {
        boolean embeds = address.length == IPV6_BYTES
                && (EMBEDDING.stream().anyMatch(network -> network.holds(address)) || isMappedOrCompatible(address));
        return embeds ? Arrays.copyOfRange(address, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES) : address;
    }

    /** {@code ::a.b.c.d} and {@code ::ffff:a.b.c.d}; but :: and ::1 are not IPv4. */
    private static boolean isMappedOrCompatible(byte[] address) {
        int front =
                new BigInteger(1, address).shiftRight(Byte.SIZE * IPV4_BYTES).bitLength();
        boolean mapped = front == Short.SIZE
                && address[IPV6_BYTES - IPV4_BYTES - 1] == -1
                && address[IPV6_BYTES - IPV4_BYTES - 2] == -1;
        return mapped || (front == 0 && new BigInteger(1, address).bitLength() > Byte.SIZE);
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }

    private static IllegalArgumentException notANetwork(String text) {
        return new IllegalArgumentException("“" + text + "” is not a network such as 10.1.0.0/16");
    }
}
