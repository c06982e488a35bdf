package org.vimeter.dailyrun;

import java.time.LocalDate;
import org.vimeter.catalog.Catalog;
import org.vimeter.lease.Fence;
import org.vimeter.vm.ServerConnection;

/**
 * One run under way.
 *
 * @param today the server's own today
 */
record RunContext(
        long runId,
        ServerConnection server,
        LocalDate day,
        LocalDate today,
        RunOrder order,
        Catalog catalog,
        Fence fence,
        int chunk) {}
