package org.vimeter.vmmanager.wire;

import org.vimeter.vm.ServerFault;

/** How much of an answer is held at once: a short text of many parts would take far more memory than its own length. */
final class Budget {
    static final int DEEPEST = 32;
    static final int MOST = 500_000;

    private final HttpAnswer answer;
    private int held;
    private int rows;

    Budget(HttpAnswer answer) {
        this.answer = answer;
    }

    void add(int depth, int attributes) throws ServerFault {
        if (depth > DEEPEST) {
            throw answer.fault("server.too-deep", DEEPEST);
        }
        held += 1 + attributes;
        if (held > MOST) {
            throw answer.fault("server.too-many", MOST);
        }
    }

    /** A row was handed on with all that is in it. */
    void release(Element row) throws ServerFault {
        held -= row.size();
        if (++rows > MOST) {
            throw answer.fault("server.too-many", MOST);
        }
    }
}
