package org.vimeter.vmmanager.core;

import java.time.LocalDate;
import org.vimeter.vm.Report;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.wire.Element;

/** Lets tests of other packages read a report. */
public final class ReportOf {
    private ReportOf() {}

    public static Report day(ServerConnection server, Element report, LocalDate day) throws ServerFault {
        return new DayReport(server, (CoreManagerSettings) server.dialect()).read(report, "7", day);
    }
}
