package org.vimeter.app;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.logging.Logger;
import org.vimeter.app.demo.Demo;
import org.vimeter.login.Logins;
import org.vimeter.login.SecurityLog;
import org.vimeter.secret.Resealing;

/** Opens the database, makes sure that somebody can log in, and starts the demo if this is one. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class StartUp {
    private static final Logger LOG = Logger.getLogger(StartUp.class.getName());
    private static final int PASSWORD_BYTES = 12;

    @Inject
    private Logins logins;

    @Inject
    private Doorman doorman;

    @Inject
    private Resealing resealing;

    @Inject
    private SecurityLog log;

    @Inject
    private Demo demo;

    @Inject
    private Configuration configuration;

    @PostConstruct
    void start() {
        doorman.stand();
        reseal();
        if (configuration.demo()) {
            demo.start();
        } else if (logins.noStaff()) {
            createAdmin();
        }
    }

    private void reseal() {
        int resealed = resealing.perform(configuration.acceptUnbound());
        if (resealed > 0) {
            LOG.info(() -> resealed + " secrets are now sealed with the first of the configured keys");
            log.event("secrets.resealed", "", "", "values", Integer.toString(resealed));
        }
    }

    private void createAdmin() {
        var admin = configuration.admin();
        var configured = admin.password();
        var chosen = configured == null ? generate() : configured;
        Logins.requireUsable(chosen);
        logins.create(admin.name(), chosen, null, "start");
        // The one place where a password is written: made by us, shown once, on the operator's own terminal.
        LOG.info(() -> configured == null
                ? "Created the staff login “" + admin.name() + "” with the password " + chosen
                : "Created the staff login “" + admin.name() + "” with the configured password");
    }

    private static String generate() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
