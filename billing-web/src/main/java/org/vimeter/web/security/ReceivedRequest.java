package org.vimeter.web.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request whose body is here already. */
final class ReceivedRequest extends HttpServletRequestWrapper {
    private static final Logger LOG = Logger.getLogger(ReceivedRequest.class.getName());

    private static final byte[] NOTHING = {};

    private final ByteArrayInputStream body;

    ReceivedRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = new ByteArrayInputStream(body);
    }

    /** At most one byte more than {@code largest}; empty when the client went away or took too long, which is no incident. */
    static Optional<byte[]> body(HttpServletRequest request, int largest) {
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        long announced = chunked ? Long.MAX_VALUE : Math.max(0, request.getContentLengthLong());
        int wanted = (int) Math.min(announced, largest + 1L);
        try {
            // No more than was announced: after a head that offers another protocol the server would wait for it for
            // ever.
            var body = wanted == 0 ? NOTHING : request.getInputStream().readNBytes(wanted);
            return chunked || body.length == wanted ? Optional.of(body) : Optional.empty();
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.FINE, "A request did not arrive whole", e);
            return Optional.empty();
        }
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Received(body);
    }

    private static final class Received extends ServletInputStream {
        private final ByteArrayInputStream body;

        Received(ByteArrayInputStream body) {
            this.body = body;
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body is here already");
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return body.read(into, offset, length);
        }
    }

    /** Of the address alone. The server would read a form's body for it, and wait for one that was taken already. */
    @Override
    public Map<String, String[]> getParameterMap() {
        var parameters = new LinkedHashMap<String, String[]>();
        for (var pair : Optional.ofNullable(getQueryString()).orElse("").split("&", -1)) {
            var parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                parameters.merge(
                        decoded(parts[0]),
                        new String[] {parts.length == 1 ? "" : decoded(parts[1])},
                        (some, more) -> Stream.concat(Arrays.stream(some), Arrays.stream(more))
                                .toArray(String[]::new));
            }
        }
        return parameters;
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a broken escape stands for itself
        }
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
