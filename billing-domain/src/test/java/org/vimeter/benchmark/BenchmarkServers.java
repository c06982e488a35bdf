package org.vimeter.benchmark;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vimeter.measure.Unit;
import org.vimeter.testing.FakeDialect;
import org.vimeter.testing.NoOrders;
import org.vimeter.vm.Certificate;
import org.vimeter.vm.Dialect;
import org.vimeter.vm.Job;
import org.vimeter.vm.RawReading;
import org.vimeter.vm.Report;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.Settings;
import org.vimeter.vm.Vm;
import org.vimeter.vm.VmList;
import org.vimeter.vm.VmServer;

/** Answers at once, from a formula that {@link PlainSql} has too. Holds nothing per VM. */
final class BenchmarkServers extends NoOrders implements VmList {
    private static final Unit BYTE = Unit.base("B");
    private static final Unit SECOND = Unit.of("second", 1000, Unit.base("ms"));
    private static final Unit OPERATION = Unit.base("operation");
    private static final int CORRECTED_OF = 100;
    private static final long CORRECTION = 5_000_000;

    private volatile @Nullable LocalDate corrected;

    @Override
    public VmServer connect(ServerConnection connection) {
        return this;
    }

    @Override
    public Dialect dialect(String kind, Settings settings) {
        return new FakeDialect(1, Map.of(), Map.of());
    }

    @Override
    public VmList vms() {
        return this;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public Optional<Vm> find(String id) {
        return Optional.of(new Vm(id, "vm" + id, Vm.Power.RUNNING, 1));
    }

    @Override
    public Optional<Vm> vm(String id) {
        return find(id);
    }

    @Override
    public List<Vm> named(String name) {
        return List.of();
    }

    @Override
    public List<Vm> some(int most) {
        return List.of();
    }

    @Override
    public List<String> templates() {
        return List.of("p");
    }

    @Override
    public List<String> images() {
        return List.of();
    }

    @Override
    public List<String> nodes() {
        return List.of();
    }

    @Override
    public Certificate certificate(URI url) {
        throw new UnsupportedOperationException("The benchmark speaks no HTTP");
    }

    /** Of each VM the same on every day but for the traffic; one in a hundred is told differently once it is corrected. */
    @Override
    public Report usage(String vmId, LocalDate day, @Nullable Integer cpus) {
        long vm = Long.parseLong(vmId);
        long more = day.equals(corrected) && vm % CORRECTED_OF == 1 ? CORRECTION : 0;
        long traffic = 1_000_000L * (vm % 1000 + day.getDayOfMonth()) + more;
        return new Report(
                Map.of(),
                List.of(
                        new RawReading("in", Long.toString(traffic), BYTE, null),
                        new RawReading("out", Long.toString(3 * traffic), BYTE, null),
                        new RawReading("cpu", vm % 10 == 0 ? "5000" : "1000", SECOND, null),
                        new RawReading("io", Long.toString(864 * (vm % 100)), OPERATION, null)));
    }

    /** From now on the server tells other figures of a day. */
    void correct(LocalDate day) {
        corrected = day;
    }

    @Override
    public Job stop(String vmId) {
        throw new UnsupportedOperationException("No service of the benchmark reaches a limit");
    }

    @Override
    public Job start(String vmId) {
        throw new UnsupportedOperationException("No service of the benchmark reaches a limit");
    }
}
