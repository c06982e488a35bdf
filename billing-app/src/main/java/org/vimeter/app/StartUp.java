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
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
    @ConfigProperty(name = "vimeter.admin.name")
    private String admin;

    @Inject
    @ConfigProperty(name = "vimeter.admin.password")
    private String password;

    @Inject
    @ConfigProperty(name = "vimeter.demo")
    private boolean isDemo;

    @Inject
    @ConfigProperty(name = "vimeter.secret.unbound", defaultValue = "refuse")
    private String unbound;

    @PostConstruct
    void start() {
        doorman.stand();
        reseal();
        if (isDemo) {
            demo.start();
        } else if (logins.noStaff()) {
            createAdmin();
        }
    }

    private void reseal() {
        int resealed = resealing.perform(unbound.equals("accept"));
        if (resealed > 0) {
            LOG.info(() -> resealed + " secrets are now sealed with the first of the configured keys");
            log.event("secrets.resealed", "", "", "values", Integer.toString(resealed));
        }
    }

    private void createAdmin() {
        boolean generated = password.equals(Settings.GENERATED);
        var chosen = generated ? generate() : password;
        Logins.requireUsable(chosen);
        logins.create(admin, chosen, null, "start");
        // The one place where a password is written: made by us, shown once, on the operator's own terminal.
        LOG.info(() -> generated
                ? "Created the staff login “" + admin + "” with the password " + chosen
                : "Created the staff login “" + admin + "” with the configured password");
    }

    private static String generate() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
