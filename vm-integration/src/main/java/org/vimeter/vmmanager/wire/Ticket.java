package org.vimeter.vmmanager.wire;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vimeter.problem.Problem;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;

/** A session or token that all threads share, and that one of them renews when it has lapsed. */
public final class Ticket {
    private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    private final ServerConnection server;
    private final TicketLogin login;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable String current;

    public Ticket(ServerConnection server, TicketLogin login) {
        this.server = server;
        this.login = login;
    }

    public String get() throws ServerFault {
        var present = current;
        return present == null ? instead("") : present;
    }

    /** Another than the one that has lapsed; whoever waits for the renewal waits no longer than for an answer. */
    public String instead(String lapsed) throws ServerFault {
        enter();
        try {
            var present = current;
            if (present == null || present.equals(lapsed)) {
                present = login.ticket();
                if (!HEADER_SAFE.matcher(present).matches()) {
                    throw new ServerFault(Problem.of("server.no-session", server.name()), false);
                }
                current = present;
            }
            return present;
        } finally {
            renewing.unlock();
        }
    }

    private void enter() throws ServerFault {
        var seconds = server.dialect().pace().timeout().toSeconds();
        try {
            if (renewing.tryLock(seconds, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ServerFault(Problem.of("server.login-waits", server.name(), seconds), false);
    }
}
