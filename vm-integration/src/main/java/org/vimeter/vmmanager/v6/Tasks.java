package org.vimeter.vmmanager.v6;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.vimeter.problem.Problem;
import org.vimeter.vm.Job;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;
import org.vimeter.vmmanager.v6.VmManager6Calls.Request;
import org.vimeter.vmmanager.wire.Element;

/** How far the server is with what it was told. A job's task is {@code name:number}, or several with a blank between. */
final class Tasks {
    /** A creation that an earlier try began, whose number nobody knows any more. */
    static final String INSTALLATION = "installation";

    private static final String DELETION = "host_delete";

    private final ServerConnection server;
    private final VmManager6Calls calls;
    private final Hosts hosts;

    Tasks(ServerConnection server, VmManager6Calls calls, Hosts hosts) {
        this.server = server;
        this.calls = calls;
        this.hosts = hosts;
    }

    /** The number of a reply is the task's {@code consul_id}, not its row's id; a reply without one means that it is done. */
    static String of(String name, Element reply) {
        var number = reply.textOf("task");
        return number.isEmpty() ? "" : name + ":" + URLEncoder.encode(number, StandardCharsets.UTF_8);
    }

    boolean isDone(Job job) throws ServerFault {
        if (job.task().equals(INSTALLATION)) {
            return !hosts.one(job.vmId())
                    .orElseThrow(() ->
                            new ServerFault(Problem.of("vm.lost", server.name(), job.vmId(), INSTALLATION), false))
                    .installing();
        }
        for (var task : List.of(job.task().split(" "))) {
            if (!task.isEmpty() && !isComplete(job.vmId(), task)) {
                return false;
            }
        }
        return !job.task().startsWith(DELETION) || hosts.one(job.vmId()).isEmpty();
    }

    private boolean isComplete(String vmId, String task) throws ServerFault {
        var name = task.substring(0, task.indexOf(':'));
        var number = task.substring(task.indexOf(':') + 1);
        var numbered = "(consul_id+EQ+'" + number + "')";
        var where = name.isEmpty() ? numbered : "(" + numbered + "+AND+(name+EQ+'" + name + "'))";
        for (var row : calls.list(Request.get("task", vmId, "/vm/v3/task?where=" + where))) {
            if (row.textOf("consul_id").equals(number) && row.textOf("status").equals("fail")) {
                throw new ServerFault(
                        Problem.of("task.failed", server.name(), vmId, name, number, row.textOf("defer_reason")),
                        false);
            }
            if (row.textOf("consul_id").equals(number) && row.textOf("status").equals("complete")) {
                return true;
            }
        }
        return false;
    }
}
