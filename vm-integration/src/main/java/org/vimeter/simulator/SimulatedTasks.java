package org.vimeter.simulator;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks of VMmanager 6: not listed at first, then created, running, and complete or failed. */
final class SimulatedTasks {
    private static final int NUMBER_AFTER_ID = 8000;

    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger(1000);

    private record Task(int id, String name, boolean fails, AtomicInteger polls, int length, Runnable atEnd) {}

    /**
     * The number that an operation's reply names, which is not the row's id.
     *
     * @param readings how often it is found under way before it is done; without any it is done whether anybody asks or not
     */
    int begin(String name, boolean fails, int readings, Runnable atEnd) {
        boolean atOnce = readings == 0 && !fails;
        if (atOnce) {
            atEnd.run();
        }
        int id = lastId.incrementAndGet();
        int number = id + NUMBER_AFTER_ID;
        tasks.put("" + number, new Task(id, name, fails, new AtomicInteger(), readings, atOnce ? () -> {} : atEnd));
        return number;
    }

    List<JsonObject> polled(Map<String, String> conditions) {
        var number = conditions.getOrDefault("consul_id", "");
        var task = tasks.get(number);
        if (task == null) {
            return List.of();
        }
        int poll = task.polls().incrementAndGet();
        if (poll == 1 && task.length() > 0) {
            return List.of();
        }
        var status = poll <= task.length() ? (poll == 2 ? "created" : "running") : task.fails() ? "fail" : "complete";
        if (status.equals("complete")) {
            task.atEnd().run();
        }
        var row = Json.createObjectBuilder()
                .add("id", task.id())
                .add("consul_id", Integer.parseInt(number))
                .add("name", task.name())
                .add("status", status);
        return List.of((status.equals("fail")
                        ? row.add("defer_reason", "No space left on the storage")
                        : row.addNull("defer_reason"))
                .build());
    }
}
