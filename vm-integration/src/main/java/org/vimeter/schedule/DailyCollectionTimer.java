package org.vimeter.schedule;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.dailyrun.DailyRun;
import org.vimeter.db.ClockWatch;
import org.vimeter.order.Upkeep;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;
import org.vimeter.server.Connections;
import org.vimeter.verify.Verification;

/**
 * Every minute, each server on a thread of its own: collects the days that are due once the server's local time for it has
 * come, and does what else is due: renewals, orders, VMs to stop and to start. Not persistent: it fires on every node, and who does the work is settled in the database.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DailyCollectionTimer {
    private static final Logger LOG = Logger.getLogger(DailyCollectionTimer.class.getName());

    @Inject
    private Connections connections;

    @Inject
    private DailyRun dailyRun;

    @Inject
    private Upkeep upkeep;

    @Inject
    private Clock clock;

    @Inject
    private ClockWatch watch;

    @Inject
    private Verification verification;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private TimerSettings settings;

    /** Each holds up to three connections of the pool. */
    private static final int SERVERS_AT_ONCE = 10;

    private final AtomicBoolean verifying = new AtomicBoolean();
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private final Set<Long> tended = ConcurrentHashMap.newKeySet();

    /** The next tick goes on behind it, so that servers that do not answer never keep the others from their turn. */
    private volatile long last;

    @Schedule(hour = "*", minute = "*", persistent = false)
    public void tick() {
        if (!settings.automatic() || isApart()) {
            return;
        }
        if (verifying.compareAndSet(false, true)) {
            executor.execute(this::verify);
        }
        var schedules = new ArrayList<>(connections.schedules());
        schedules.sort(Comparator.comparing(schedule -> schedule.serverId() <= last));
        for (var schedule : schedules) {
            if (tended.size() < SERVERS_AT_ONCE && tended.add(schedule.serverId())) {
                last = schedule.serverId();
                executor.execute(() -> tend(schedule.serverId()));
            }
            if (busy.size() < SERVERS_AT_ONCE && busy.add(schedule.serverId())) {
                last = schedule.serverId();
                executor.execute(() -> collect(schedule));
            }
        }
    }

    /** A node whose clock is wrong does nothing by itself, unless a rehearsal has set its clock on purpose. */
    private boolean isApart() {
        var problem = settings.ahead().isZero() ? watch.problem() : Optional.<Problem>empty();
        problem.ifPresent(wrong -> LOG.severe(wrong.toString()));
        return problem.isPresent();
    }

    /** Once a day, on one node. */
    private void verify() {
        try {
            verification
                    .verifyIfDue()
                    .ifPresent(result ->
                            result.findings().forEach(finding -> LOG.severe("The books break a rule: " + finding)));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The books were not verified; it is tried again tomorrow", e);
        } finally {
            verifying.set(false);
        }
    }

    /** Beside a night that may take an hour: nobody waits for his order until it is over. */
    private void tend(long server) {
        try {
            upkeep.work(server);
        } finally {
            tended.remove(server);
        }
    }

    private void collect(Connections.Schedule schedule) {
        try {
            var time = LocalTime.now(clock.withZone(schedule.zone()));
            if (!time.isBefore(schedule.collectAt())) {
                dailyRun.catchUp(schedule.serverId(), "timer");
            }
        } catch (Refused refused) {
            LOG.info(refused.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Server " + schedule.serverId() + " was not worked; the next minute tries again", e);
        } finally {
            busy.remove(schedule.serverId());
        }
    }
}
