package org.vimeter.app;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.vimeter.dailyrun.Brakes;
import org.vimeter.file.PrivateFile;
import org.vimeter.recurring.RenewalBrakes;
import org.vimeter.secret.Secrets;
import org.vimeter.vmmanager.wire.Networks;

/** The configuration, typed. docs/configuration.md explains every key. */
@Singleton
public class Settings {
    static final String GENERATED = "generated";

    @Inject
    @ConfigProperty(name = "vimeter.data")
    private String data;

    @Inject
    @ConfigProperty(name = "vimeter.secret.key")
    private String secretKey;

    @Inject
    @ConfigProperty(name = "vimeter.node")
    private String node;

    @Inject
    @ConfigProperty(name = "vimeter.chunk")
    private int chunk;

    @Inject
    @ConfigProperty(name = "vimeter.brake.debit.factor")
    private BigDecimal debitFactor;

    @Inject
    @ConfigProperty(name = "vimeter.brake.debit.floor")
    private BigDecimal debitFloor;

    @Inject
    @ConfigProperty(name = "vimeter.brake.suspend.percent")
    private int suspendPercent;

    @Inject
    @ConfigProperty(name = "vimeter.brake.suspend.floor")
    private int suspendFloor;

    @Inject
    @ConfigProperty(name = "vimeter.brake.account.factor")
    private BigDecimal accountFactor;

    @Inject
    @ConfigProperty(name = "vimeter.brake.account.floor")
    private BigDecimal accountFloor;

    @Inject
    @ConfigProperty(name = "vimeter.brake.service.floor")
    private BigDecimal serviceFloor;

    @Inject
    @ConfigProperty(name = "vimeter.run.missing.percent")
    private int missingPercent;

    @Inject
    @ConfigProperty(name = "vimeter.catch-up.days")
    private int catchUpDays;

    @Inject
    @ConfigProperty(name = "vimeter.server.networks")
    private String networks;

    @Inject
    @ConfigProperty(name = "vimeter.clock.offset")
    private String clockOffset;

    @Inject
    @ConfigProperty(name = "vimeter.demo")
    private boolean demo;

    /** For rehearsals only: how far ahead of the machine's clock Vimeter's own is. */
    Duration clockOffset() {
        return Duration.parse(clockOffset);
    }

    /** The demo's servers are simulated on this machine, where servers may not be otherwise. */
    Networks networks() {
        return new Networks(demo && networks.equals(Networks.DEFAULT) ? "127.0.0.0/8" : networks);
    }

    Brakes brakes() {
        return new Brakes(
                debitFactor,
                debitFloor,
                suspendPercent,
                suspendFloor,
                accountFactor,
                accountFloor,
                serviceFloor,
                missingPercent);
    }

    RenewalBrakes renewalBrakes() {
        return new RenewalBrakes(catchUpDays, debitFactor, serviceFloor, debitFloor, accountFactor, accountFloor);
    }

    int chunk() {
        return chunk;
    }

    /** Without a name, one that tells processes on this machine apart. */
    String node() {
        return node.equals(GENERATED) ? "process " + ProcessHandle.current().pid() : node;
    }

    /** The configured keys, the one that seals first; or one of our own that stays in a file of the data folder. */
    List<byte[]> secretKeys() {
        return Arrays.stream((secretKey.equals(GENERATED) ? keyFile() : secretKey).split(",", -1))
                .map(String::strip)
                .map(key -> Base64.getDecoder().decode(key))
                .toList();
    }

    private String keyFile() {
        return PrivateFile.readOrCreate(Path.of(data, "secret.key"), () -> {
            var key = new byte[Secrets.KEY_BYTES];
            new SecureRandom().nextBytes(key);
            return Base64.getEncoder().encodeToString(key);
        });
    }
}
