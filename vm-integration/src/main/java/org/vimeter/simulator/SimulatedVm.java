package org.vimeter.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A VM of a simulated server. */
public final class SimulatedVm {
    private final String id;
    private volatile String name;
    private volatile boolean running = true;
    private volatile int readingsToInstall;
    private volatile Instant created = Instant.EPOCH;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final List<String> addresses = new ArrayList<>();

    SimulatedVm(String id, String name, int cpus) {
        this.id = id;
        this.name = name;
        fields.put("cpus", "" + cpus);
        fields.put("mem", "1024");
        fields.put("disk", "10240");
        addresses.add("192.0.2." + (Math.floorMod(id.hashCode(), 200) + 1));
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public int cpus() {
        return Integer.parseInt(field("cpus"));
    }

    public boolean running() {
        return running;
    }

    void rename(String newName) {
        name = newName;
    }

    void power(boolean on) {
        running = on;
    }

    /** It is listed so many times before its system is installed. */
    void install(int readings) {
        readingsToInstall = readings;
    }

    /** Whether it still is, counting this reading. */
    boolean installing() {
        int left = readingsToInstall;
        readingsToInstall = Math.max(0, left - 1);
        return left > 0;
    }

    void createdAt(Instant at) {
        created = at;
    }

    Instant created() {
        return created;
    }

    /** {@code cpus}, {@code mem} and {@code disk} in MiB, {@code domain}, {@code owner}, {@code image}, {@code password} … */
    public synchronized String field(String field) {
        return fields.getOrDefault(field, "");
    }

    synchronized void set(String field, String value) {
        fields.put(field, value);
    }

    public synchronized List<String> addresses() {
        return List.copyOf(addresses);
    }

    synchronized String addAddress(boolean ipv6) {
        int next = addresses.size() + 1;
        var address = ipv6 ? "2001:db8::" + next : "198.51.100." + next;
        addresses.add(address);
        return address;
    }
}
