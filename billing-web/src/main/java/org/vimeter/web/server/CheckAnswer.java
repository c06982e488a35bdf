package org.vimeter.web.server;

import org.vimeter.server.ProbeServer;

record CheckAnswer(NamesAnswer templates, NamesAnswer images, NamesAnswer nodes) {
    static CheckAnswer of(ProbeServer.Check check) {
        return new CheckAnswer(
                NamesAnswer.of(check.templates()), NamesAnswer.of(check.images()), NamesAnswer.of(check.nodes()));
    }
}
