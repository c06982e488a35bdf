package org.vimeter.web.run;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.dailyrun.DailyRun;
import org.vimeter.dailyrun.RunOrder;

/** Starts runs for people: the run goes on by itself, the caller waits for it a little while. */
@Singleton
public class RunDesk {
    private static final Logger LOG = Logger.getLogger(RunDesk.class.getName());

    @Inject
    private DailyRun dailyRun;

    @Resource
    private ManagedExecutorService executor;

    /** The run's number; refuses at once what cannot be run. The report says whether it has ended. */
    public long start(long serverId, LocalDate day, RunOrder order, Duration patience) {
        var run = dailyRun.start(serverId, day, order);
        var work = executor.submit(run::proceed);
        try {
            work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return run.runId(); // it goes on; the page shows its progress
        } catch (ExecutionException e) {
            LOG.log(Level.SEVERE, "Run " + run.runId() + " failed; its report says why", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return run.runId();
    }
}
