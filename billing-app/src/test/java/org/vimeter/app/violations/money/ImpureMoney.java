package org.vimeter.app.violations.money;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Instant;
import org.vimeter.app.violations.one.One;
import org.vimeter.simulator.Scenario;

/** Breaks the architecture's rules on purpose, so that a test shows that they can fail. */
public class ImpureMoney {
    public double amount;
    public Connection connection;
    public EntityManager manager;
    public Scenario scenario;
    public One one;

    public Instant today() {
        return Instant.now();
    }
}
