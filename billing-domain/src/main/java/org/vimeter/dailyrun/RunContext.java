package org.vimeter.dailyrun;

import java.time.LocalDate;
import org.vimeter.lease.Fence;
import org.vimeter.offer.PublishedTerms;
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
        PublishedTerms published,
        Fence fence,
        int chunk) {}
