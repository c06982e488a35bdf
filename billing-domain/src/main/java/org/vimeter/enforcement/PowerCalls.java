package org.vimeter.enforcement;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Db;
import org.vimeter.enforcement.Intents.Intent;
import org.vimeter.lease.Lease;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.VmServer;

/** Stops and starts VMs of one server, under the lease of whoever works it. */
final class PowerCalls {
    private final Db db;
    private final VmServer server;
    private final Lease lease;
    private final ExecutorService pool;

    /** @param pool as large as the server takes calls at once */
    PowerCalls(Db db, VmServer server, Lease lease, ExecutorService pool) {
        this.db = db;
        this.server = server;
        this.lease = lease;
        this.pool = pool;
    }

    /** As many at once as the server takes. A call that fails is not an error yet: the VM that is read afterwards decides. */
    void carryOut(List<Intent> due) throws ServerFault {
        var unreachable = new AtomicReference<@Nullable ServerFault>();
        var calls = due.stream()
                .map(intent -> Executors.callable(() -> {
                    if (unreachable.get() == null) {
                        call(intent).ifPresent(fault -> answered(intent, fault, unreachable));
                    }
                }));
        await(calls.toList());
        var fault = unreachable.get();
        if (fault != null) {
            throw fault;
        }
    }

    private void await(List<Callable<Object>> calls) {
        try {
            for (var done : pool.invokeAll(calls)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stops and starts were interrupted; the next turn goes on", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private Optional<ServerFault> call(Intent intent) {
        try {
            if (intent.action() == PowerAction.STOP) {
                server.stop(intent.vmId());
            } else {
                server.start(intent.vmId());
            }
            return Optional.empty();
        } catch (ServerFault fault) {
            return Optional.of(fault);
        }
    }

    /** One that did not reach the server keeps the others from being tried. */
    private void answered(Intent intent, ServerFault fault, AtomicReference<@Nullable ServerFault> unreachable) {
        if (fault.isUnreachable()) {
            unreachable.compareAndSet(null, fault);
        } else {
            lease.change(db, session -> Intents.answered(session, intent, fault.problem()));
        }
    }
}
