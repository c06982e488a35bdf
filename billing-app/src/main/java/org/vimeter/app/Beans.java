package org.vimeter.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;
import org.vimeter.dailyrun.DailyRun;
import org.vimeter.dailyrun.Runs;
import org.vimeter.db.ClockWatch;
import org.vimeter.db.Db;
import org.vimeter.delivery.Delivery;
import org.vimeter.enforcement.OverrideLimit;
import org.vimeter.enforcement.Reconciler;
import org.vimeter.enforcement.Suspensions;
import org.vimeter.ledger.Ledger;
import org.vimeter.ledger.Statement;
import org.vimeter.order.ChangeService;
import org.vimeter.order.EndService;
import org.vimeter.order.OrderTasks;
import org.vimeter.order.Orders;
import org.vimeter.order.PlaceOrder;
import org.vimeter.order.Provisioner;
import org.vimeter.order.Upkeep;
import org.vimeter.overview.Overview;
import org.vimeter.overview.ServiceDetails;
import org.vimeter.overview.ServiceLines;
import org.vimeter.overview.StaffLists;
import org.vimeter.recurring.RenewalHolds;
import org.vimeter.recurring.Renewals;
import org.vimeter.reversal.Reversals;
import org.vimeter.secret.Resealing;
import org.vimeter.secret.Secrets;
import org.vimeter.server.Connections;
import org.vimeter.verify.Verification;
import org.vimeter.vm.VmServers;
import org.vimeter.vmmanager.CallMetrics;
import org.vimeter.vmmanager.wire.CallLog;

/** The domain knows no container; here its objects become beans. */
@Singleton
public class Beans {
    @Resource(lookup = "java:app/jdbc/vimeter")
    private DataSource dataSource;

    @Resource
    private ManagedThreadFactory threads;

    @Produces
    @Singleton
    Clock clock(Configuration configuration) {
        return Clock.offset(Clock.systemUTC(), configuration.timer().ahead());
    }

    @Produces
    @Singleton
    Db db() {
        return new Db(dataSource);
    }

    @Produces
    @Singleton
    ClockWatch clockWatch(Db db, Clock clock) {
        return new ClockWatch(db, clock);
    }

    @Produces
    @Singleton
    Secrets secrets(Configuration configuration) {
        return new Secrets(SealingKeys.of(configuration));
    }

    @Produces
    @Singleton
    CallLog callLog(CallMetrics metrics) {
        return new CallLog(metrics);
    }

    @Produces
    @Singleton
    Connections connections(Db db, Secrets secrets, VmServers vmServers) {
        return new Connections(db, secrets, vmServers);
    }

    @Produces
    @Singleton
    Reconciler reconciler(Db db, Clock clock, Connections connections, Configuration configuration) {
        return new Reconciler(db, clock, connections, configuration.node(), threads);
    }

    @Produces
    @Singleton
    Upkeep upkeep(
            Db db,
            Clock clock,
            Secrets secrets,
            Connections connections,
            Reconciler reconciler,
            Configuration configuration) {
        var provisioner = new Provisioner(db, clock, secrets, connections, configuration.node());
        return new Upkeep(connections, new Renewals(db, clock, configuration.renewalBrakes()), provisioner, reconciler);
    }

    @Produces
    @Singleton
    RenewalHolds renewalHolds(Db db, Clock clock) {
        return new RenewalHolds(db, clock);
    }

    @Produces
    @Singleton
    PlaceOrder placeOrder(Db db, Clock clock, Secrets secrets) {
        return new PlaceOrder(db, clock, secrets);
    }

    @Produces
    @Singleton
    ChangeService changeService(Db db, Clock clock) {
        return new ChangeService(db, clock);
    }

    @Produces
    @Singleton
    EndService endService(Db db, Clock clock) {
        return new EndService(db, clock);
    }

    @Produces
    @Singleton
    OrderTasks orderTasks(Db db, Clock clock, Configuration configuration) {
        return new OrderTasks(db, clock, configuration.node());
    }

    @Produces
    @Singleton
    Orders orders(Db db) {
        return new Orders(db);
    }

    @Produces
    @Singleton
    OverrideLimit overrideLimit(Db db, Clock clock) {
        return new OverrideLimit(db, clock);
    }

    @Produces
    @Singleton
    ServiceDetails serviceDetails(Db db) {
        return new ServiceDetails(db);
    }

    @Produces
    @Singleton
    DailyRun dailyRun(Db db, Clock clock, Connections connections, Reconciler reconciler, Configuration configuration) {
        var setup = new DailyRun.Setup(configuration.node(), threads, configuration.chunk(), configuration.brakes());
        return new DailyRun(db, clock, connections, reconciler, setup);
    }

    @Produces
    @Singleton
    Delivery delivery(Db db, Clock clock, Connections connections) {
        return new Delivery(db, clock, connections);
    }

    @Produces
    @Singleton
    Runs runs(Db db, Clock clock) {
        return new Runs(db, clock);
    }

    @Produces
    @Singleton
    Ledger ledger(Db db, Clock clock) {
        return new Ledger(db, clock);
    }

    @Produces
    @Singleton
    Reversals reversals(Db db, Clock clock, Ledger ledger) {
        return new Reversals(db, clock, ledger);
    }

    @Produces
    @Singleton
    Verification verification(Db db, Clock clock) {
        return new Verification(db, clock);
    }

    @Produces
    @Singleton
    Statement statement(Db db) {
        return new Statement(db);
    }

    @Produces
    @Singleton
    Suspensions suspensions(Db db, Clock clock) {
        return new Suspensions(db, clock);
    }

    @Produces
    @Singleton
    ServiceLines serviceLines(Db db) {
        return new ServiceLines(db);
    }

    @Produces
    @Singleton
    Overview overview(Db db, Clock clock, Suspensions suspensions) {
        return new Overview(db, clock, suspensions);
    }

    @Produces
    @Singleton
    StaffLists staffLists(Db db, Clock clock) {
        return new StaffLists(db, clock);
    }

    @Produces
    @Singleton
    Resealing resealing(Db db, Secrets secrets) {
        return new Resealing(db, secrets);
    }
}
