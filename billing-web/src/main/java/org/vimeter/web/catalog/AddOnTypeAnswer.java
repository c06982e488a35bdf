package org.vimeter.web.catalog;

import java.util.List;
import org.vimeter.catalog.AddOnType;

record AddOnTypeAnswer(
        long id, String name, String title, String unit, List<String> meters, boolean active, boolean seeded) {
    static AddOnTypeAnswer of(AddOnType type) {
        return new AddOnTypeAnswer(
                type.id(), type.name(), type.title(), type.unit().name(), type.meters(), type.active(), type.seeded());
    }
}
