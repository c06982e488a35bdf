package org.vimeter.web.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vimeter.server.ProbeServer;

record NamesAnswer(List<String> names, @Nullable String problem) {
    static NamesAnswer of(ProbeServer.Names names) {
        var problem = names.problem();
        return new NamesAnswer(names.all(), problem == null ? null : problem.toString());
    }
}
