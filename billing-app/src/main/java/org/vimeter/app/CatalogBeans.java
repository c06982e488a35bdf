package org.vimeter.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.vimeter.account.Accounts;
import org.vimeter.catalog.EditAddOnType;
import org.vimeter.catalog.EditUnit;
import org.vimeter.db.Db;
import org.vimeter.db.Entities;
import org.vimeter.discovery.Discovery;
import org.vimeter.login.SecurityLog;
import org.vimeter.offer.EditPackage;
import org.vimeter.offer.Publishing;
import org.vimeter.offer.Sales;
import org.vimeter.order.AttachService;
import org.vimeter.overview.CatalogLists;
import org.vimeter.secret.Secrets;
import org.vimeter.server.Connections;
import org.vimeter.server.DiskImages;
import org.vimeter.server.EditServer;
import org.vimeter.server.ProbeServer;
import org.vimeter.vm.VmServers;

/** What staff set up, as beans. */
@Singleton
public class CatalogBeans {
    @Produces
    @Singleton
    Accounts accounts(Db db, Entities entities) {
        return new Accounts(db, entities);
    }

    @Produces
    @Singleton
    AttachService attachService(Db db, Clock clock, Accounts accounts, Entities entities) {
        return new AttachService(db, clock, accounts, entities);
    }

    @Produces
    @Singleton
    EditServer editServer(Entities entities, Db db, Secrets secrets, VmServers vmServers, SecurityLog log) {
        return new EditServer(entities, db, secrets, vmServers, log);
    }

    @Produces
    @Singleton
    ProbeServer probeServer(Db db, VmServers vmServers, Connections connections, Clock clock) {
        return new ProbeServer(db, vmServers, connections, clock);
    }

    @Produces
    @Singleton
    DiskImages diskImages(Db db, Connections connections, Clock clock) {
        return new DiskImages(db, connections, clock);
    }

    @Produces
    @Singleton
    EditUnit editUnit(Db db) {
        return new EditUnit(db);
    }

    @Produces
    @Singleton
    EditAddOnType editAddOnType(Db db) {
        return new EditAddOnType(db);
    }

    @Produces
    @Singleton
    EditPackage editPackage(Db db, Clock clock, Connections connections) {
        return new EditPackage(db, clock, new Publishing(db, connections, clock));
    }

    @Produces
    @Singleton
    Discovery discovery(Db db, Connections connections) {
        return new Discovery(db, connections);
    }

    @Produces
    @Singleton
    Sales sales(Db db) {
        return new Sales(db);
    }

    @Produces
    @Singleton
    CatalogLists catalogLists(Db db) {
        return new CatalogLists(db);
    }
}
