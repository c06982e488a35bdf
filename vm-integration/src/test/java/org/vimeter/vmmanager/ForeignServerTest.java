package org.vimeter.vmmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vimeter.measure.Unit;
import org.vimeter.problem.Faults;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vm.Settings;
import org.vimeter.vm.Vm;
import org.vimeter.vmmanager.core.CoreManagerSettings;

/** A server with another dialect, written without the simulator: reached by configuration alone. */
class ForeignServerTest {
    private static final Map<String, String> ANSWERS = Map.of(
            "vmlist",
            "<doc><list><row><vid>a-1</vid><title>mail</title><cores>4</cores><power>on</power></row></list></doc>",
            "usage",
            """
            <?xml version="1.0" encoding="windows-1251"?>
            <doc><tparams><x>1</x></tparams><r><line><d>03.05.2026</d><down>1048576</down><up> 7 </up><ops><![CDATA[12]]></ops></line>
            <line><d>04.05.2026</d><down>5</down><up>5</up></line></r></doc>
            """.strip());

    @Test
    void speaksAnotherDialect() throws IOException, ServerFault {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var function = form.replaceAll("(?s).*func=([a-z]+).*", "$1");
            var body = ANSWERS.getOrDefault(function, "<doc/>").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        try {
            var server = new Connected(Clock.fixed(Instant.parse("2026-05-20T08:00:00Z"), ZoneOffset.UTC))
                    .servers()
                    .connect(connection(
                            URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/mgr")));
            assertThat(server.vms().find("a-1")).contains(new Vm("a-1", "mail", Vm.Power.RUNNING, 4));
            assertThat(server.usage("a-1", LocalDate.of(2026, 5, 3), null).readings())
                    .extracting(reading -> reading.meter() + "=" + reading.raw() + " " + reading.unit())
                    .containsExactlyInAnyOrder("in=1048576 B", "out=7 B", "cpu=null second", "io=12 operation");
        } finally {
            http.stop(0);
        }
    }

    private static ServerConnection connection(URI url) {
        var settings = new LinkedHashMap<String, String>();
        settings.putAll(Map.of(
                "list.func",
                "vmlist",
                "list.row",
                "row",
                "list.id",
                "vid",
                "list.name",
                "title",
                "list.cpus",
                "cores",
                "list.state",
                "power",
                "list.state.running",
                "on"));
        settings.putAll(Map.of(
                "report.func",
                "usage",
                "report.row",
                "line",
                "report.date.field",
                "d",
                "report.date.format",
                "dd.MM.yyyy",
                "meter.in.field",
                "down",
                "meter.in.unit",
                "B",
                "meter.out.field",
                "up",
                "meter.out.unit",
                "B",
                "meter.io.field",
                "ops",
                "meter.io.unit",
                "operation"));
        var units = Map.of(
                "B",
                Unit.base("B"),
                "operation",
                Unit.base("operation"),
                "second",
                Unit.of("second", 1000, Unit.base("ms")));
        return new ServerConnection(
                1,
                "foreign",
                "VMMANAGER_KVM",
                url,
                "root",
                "p:w&d=ü",
                ZoneId.of("UTC"),
                CoreManagerSettings.kvm(new Settings(settings, new Faults())),
                units,
                null);
    }
}
