package org.vimeter.web.catalog;

import org.vimeter.problem.Fault;

record FaultAnswer(String field, String code, String message) {
    static FaultAnswer of(Fault fault) {
        return new FaultAnswer(
                fault.field(), fault.problem().code(), fault.problem().toString());
    }
}
