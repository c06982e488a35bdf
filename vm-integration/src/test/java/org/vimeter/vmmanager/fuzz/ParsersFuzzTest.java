package org.vimeter.vmmanager.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import org.vimeter.usage.ReadingRules;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Vm;
import org.vimeter.vmmanager.Connected;
import org.vimeter.vmmanager.core.ReportOf;
import org.vimeter.vmmanager.v6.SeriesOf;
import org.vimeter.vmmanager.wire.Documents;
import org.vimeter.vmmanager.wire.JsonAnswer;
import org.vimeter.vmmanager.wire.XmlAnswer;

/**
 * Whatever a server sends, the parsers end with elements or with a fault, and a figure that is made of it is believed or refused;
 * never another exception, never a hang, never more memory than the answer is worth. {@code verify} runs what was found so far
 * (the folders beside this class's resources); docs/servers.md has the commands that look for more.
 */
class ParsersFuzzTest {
    private static final LocalDate DAY = LocalDate.of(2026, 5, 18);
    private static final ServerConnection FIVE = connection("VMMANAGER_KVM");
    private static final ServerConnection SIX = connection("VMMANAGER_6");

    private static ServerConnection connection(String kind) {
        return new Connected(Clock.systemUTC()).connection(kind, URI.create("http://127.0.0.1/"));
    }

    @FuzzTest(maxDuration = "10m")
    void xml(byte[] body) {
        try {
            var root = XmlAnswer.read(Documents.of(body));
            for (var reading : ReportOf.day(FIVE, root, DAY).readings()) {
                judge(FIVE, reading);
            }
        } catch (ServerFault fault) {
            fault.problem().stored();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void json(byte[] body) {
        try {
            var root = JsonAnswer.read(Documents.of(body));
            var figure = SeriesOf.day(SIX, root, DAY);
            if (figure != null) {
                judge(SIX, new RawReading("in", figure, Connected.UNITS.get("B"), null));
            }
        } catch (ServerFault fault) {
            fault.problem().stored();
        }
    }

    private static void judge(ServerConnection server, RawReading reading) {
        var quantity = new ReadingRules(server)
                .judge(reading, new Vm("7", "cont7", Vm.Power.RUNNING, 1), DAY)
                .quantity();
        if (quantity != null && quantity < 0) {
            throw new IllegalStateException("A negative quantity of " + reading.raw());
        }
    }
}
