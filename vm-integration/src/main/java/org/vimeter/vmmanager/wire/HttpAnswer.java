package org.vimeter.vmmanager.wire;

import org.vimeter.problem.Problem;
import org.vimeter.vm.ServerConnection;
import org.vimeter.vm.ServerFault;

/** What came back, and of whom and what it is the answer, so that every fault in it can say so. */
public final class HttpAnswer {
    private final ServerConnection server;
    private final Call call;
    private final int status;
    private final byte[] body;

    HttpAnswer(ServerConnection server, Call call, int status, byte[] body) {
        this.server = server;
        this.call = call;
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    /** As much of the body as helps a person; nothing of a log-in's, which is a secret. */
    String beginning() {
        return call.isLogin() ? "…" : Beginning.of(body);
    }

    /** @param details after the server's name, the call and its address */
    public ServerFault fault(String code, Object... details) {
        return fault(server, call, code, false, details);
    }

    static ServerFault fault(ServerConnection server, Call call, String code, boolean unreachable, Object... details) {
        var operands = new Object[details.length + 3];
        operands[0] = server.name();
        operands[1] = call.named();
        operands[2] = call.address();
        for (int i = 0; i < details.length; i++) {
            var text = call.masked(String.valueOf(details[i]));
            operands[i + 3] = server.password().length() < 3 ? text : text.replace(server.password(), "***");
        }
        return new ServerFault(Problem.of(code, operands), unreachable);
    }
}
