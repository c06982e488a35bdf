package org.vimeter.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.vimeter.schedule.TimerSettings;
import org.vimeter.vmmanager.wire.Networks;
import org.vimeter.web.login.ProviderSettings;
import org.vimeter.web.security.PortalSettings;

/** What each module is told of the configuration. */
@Singleton
public class ConfigurationBeans {

    @Produces
    @Singleton
    Configuration configuration(Config config) {
        return Configuration.read(config);
    }

    @Produces
    @Singleton
    Networks networks(Configuration configuration) {
        return configuration.networks();
    }

    @Produces
    @Singleton
    TimerSettings timer(Configuration configuration) {
        return configuration.timer();
    }

    @Produces
    @Singleton
    PortalSettings portal(Configuration configuration) {
        return configuration.portal();
    }

    @Produces
    @Singleton
    ProviderSettings provider(Configuration configuration) {
        return configuration.provider();
    }
}
