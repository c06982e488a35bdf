package org.vimeter.offer;

import org.vimeter.db.Id;

public record PackageId(long value) implements Id {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
