package org.vimeter.app.demo;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.dailyrun.DailyRun;
import org.vimeter.dailyrun.RunOrder;
import org.vimeter.login.Logins;
import org.vimeter.problem.Refused;
import org.vimeter.simulator.Scenario;
import org.vimeter.simulator.Simulator;

/** Sets the demo up on an empty database, then bills ninety days in the background and says how far it is. */
@Singleton
public class Demo {
    private static final Logger LOG = Logger.getLogger(Demo.class.getName());
    private static final int DAYS = 90;
    private static final String PASSWORD = "demo";

    @Inject
    private DemoShop shop;

    @Inject
    private Logins logins;

    @Inject
    private DailyRun dailyRun;

    @Inject
    private Clock clock;

    @Resource
    private ManagedExecutorService executor;

    public void start() {
        requireEmpty();
        var zone = ZoneId.of("Europe/Berlin");
        var yesterday = LocalDate.now(clock.withZone(zone)).minusDays(1);
        var scenario = scenario(yesterday);
        var simulator = new Simulator(scenario, clock.withZone(zone));
        long server = shop.create(simulator.url(), zone, yesterday.minusDays(DAYS - 1));
        logins.create("admin", PASSWORD, null, "demo");
        say("A simulated VMmanager answers at " + simulator.url());
        executor.execute(() -> bill(server, yesterday));
    }

    private void requireEmpty() {
        if (!logins.noStaff()) {
            throw new IllegalStateException("The demo wants an empty data folder; this one has data in it");
        }
    }

    private static Scenario scenario(LocalDate yesterday) {
        var scenario = new Scenario().usage(new DemoUsage(yesterday));
        for (var vm : DemoShop.VMS) {
            scenario.vm(vm.id(), vm.name(), vm.cpus());
        }
        return scenario;
    }

    private void bill(long server, LocalDate yesterday) {
        try {
            var start = clock.instant();
            for (int i = DAYS - 1; i >= 0; i--) {
                bill(server, yesterday.minusDays(i), DAYS - i);
            }
            ready(Duration.between(start, clock.instant()));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The demo's days could not be billed", e);
        }
    }

    private void bill(long server, LocalDate day, int number) {
        while (!isRun(server, day)) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        if (number % 10 == 0) {
            say("Collected, rated and debited " + number + " of " + DAYS + " days, up to " + day);
        }
    }

    /** The timer may be at work on the same server; then this waits its turn. */
    private boolean isRun(long server, LocalDate day) {
        try {
            dailyRun.run(server, day, RunOrder.real("demo"));
            return true;
        } catch (Refused refused) {
            if (refused.problem().code().equals("run.busy")) {
                return false;
            }
            throw refused;
        }
    }

    private static void ready(Duration took) {
        say("");
        say("Vimeter is ready: http://localhost:8080");
        say("  staff:  admin / " + PASSWORD);
        say("  client: anna / " + PASSWORD);
        say("  (" + DAYS + " days billed in " + took.toSeconds() + " s; Ctrl-C ends the demo)");
        say("");
    }

    private static void say(String line) {
        LOG.info(line);
    }
}
