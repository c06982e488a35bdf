package org.vimeter.vmmanager.wire;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;

/** Calls one server. What it throws names server, VM, call and address, and never a secret. */
public final class Http {
    /** Names that take long to resolve keep no thread that others need. */
    private static final Executor RESOLVERS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "server names");
        thread.setDaemon(true);
        return thread;
    });

    private final ServerConnection server;
    private final Networks networks;
    private final HttpClient client;
    private final Gate gate;
    private final CallLog log;
    private final Duration timeout;
    private final long largest;

    Http(ServerConnection server, Networks networks, HttpClient client, Gate gate, CallLog log) {
        this.server = server;
        this.networks = networks;
        this.client = client;
        this.gate = gate;
        this.log = log;
        this.timeout = server.dialect().pace().timeout();
        this.largest = server.dialect().pace().largestAnswer();
    }

    /** Makes something of an answer, or throws why nothing can be made of it, which counts as a failed call. */
    public interface Reading<T> {
        T read(HttpAnswer answer) throws ServerFault;
    }

    public <T> T send(Call call, Reading<T> reading) throws ServerFault {
        long end = System.nanoTime() + timeout.toNanos();
        enter(call);
        boolean failed = true;
        long start = System.nanoTime();
        try {
            var read = reading.read(exchange(call, end));
            failed = false;
            return read;
        } finally {
            gate.leave();
            log.called(server, call.function(), failed, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void enter(Call call) throws ServerFault {
        try {
            if (!gate.enter(timeout)) {
                throw HttpAnswer.fault(server, call, "server.busy", false, timeout.toSeconds());
            }
        } catch (InterruptedException e) {
            throw interrupted(call);
        }
    }

    /** The whole of it, from waiting for its turn to the last byte, takes no longer than the timeout. */
    private HttpAnswer exchange(Call call, long end) throws ServerFault {
        var request = await(call, end, CompletableFuture.supplyAsync(() -> request(call), RESOLVERS));
        var response = await(call, end, client.sendAsync(request, this::body));
        return new HttpAnswer(server, call, response.statusCode(), response.body());
    }

    /** What is given up is cancelled, so that an answer that never ends is not read on behind our back. */
    private <T> T await(Call call, long end, CompletableFuture<T> future) throws ServerFault {
        try {
            return future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw fault(call, "server.timeout", timeout.toSeconds());
        } catch (InterruptedException e) {
            future.cancel(true);
            throw interrupted(call);
        } catch (ExecutionException e) {
            throw failed(call, e.getCause() == null ? e : e.getCause());
        }
    }

    private HttpRequest request(Call call) {
        try {
            var address = networks.resolve(call.url());
            var request = HttpRequest.newBuilder(at(address, call.url())).timeout(timeout);
            call.headers().forEach(request::header);
            var body = call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body());
            return request.header("Host", call.url().getRawAuthority())
                    .method(call.method(), body)
                    .build();
        } catch (UnknownHostException | Networks.Forbidden | URISyntaxException e) {
            throw new CompletionException(e);
        }
    }

    private static URI at(InetAddress address, URI url) throws URISyntaxException {
        var plain = address.getHostAddress().replaceFirst("%.*", "");
        var host = plain.contains(":") ? "[" + plain + "]" : plain;
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return new URI(url.getScheme() + "://" + host + port + url.getRawPath() + query);
    }

    /** Nothing compressed was asked for: what comes so all the same may be far larger than it looks. */
    private LimitedBody body(HttpResponse.ResponseInfo info) {
        boolean encoded = info.headers()
                .firstValue("Content-Encoding")
                .filter(encoding -> !encoding.equalsIgnoreCase("identity"))
                .isPresent();
        return new LimitedBody(encoded ? LimitedBody.REFUSED : largest);
    }

    private ServerFault failed(Call call, Throwable cause) {
        if (caused(cause, LimitedBody.Encoded.class).isPresent()) {
            return HttpAnswer.fault(server, call, "server.encoded", false);
        }
        if (caused(cause, LimitedBody.TooLarge.class).isPresent()) {
            return HttpAnswer.fault(server, call, "server.too-large", false, largest);
        }
        var forbidden = caused(cause, Networks.Forbidden.class);
        if (forbidden.isPresent()) {
            return fault(
                    call,
                    "server.forbidden-address",
                    String.valueOf(forbidden.get().getMessage()));
        }
        return unreachable(call, cause);
    }

    private ServerFault unreachable(Call call, Throwable cause) {
        var other = caused(cause, PinnedCertificate.Other.class);
        if (other.isPresent()) {
            return fault(call, "server.other-certificate", other.get().sha256());
        }
        if (caused(cause, SSLHandshakeException.class).isPresent()) {
            return fault(call, "server.untrusted", String.valueOf(cause.getMessage()));
        }
        if (caused(cause, UnknownHostException.class).isPresent()) {
            return fault(call, "server.no-host", server.url().getHost());
        }
        if (caused(cause, HttpTimeoutException.class).isPresent()) {
            return fault(call, "server.timeout", timeout.toSeconds());
        }
        var said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return fault(call, "server.unreachable", said);
    }

    private static <T extends Throwable> Optional<T> caused(Throwable fault, Class<T> type) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private ServerFault interrupted(Call call) {
        Thread.currentThread().interrupt();
        return fault(call, "server.unreachable", "interrupted");
    }

    /** One that says that the server did not answer at all. */
    private ServerFault fault(Call call, String code, Object detail) {
        return HttpAnswer.fault(server, call, code, true, detail);
    }
}
