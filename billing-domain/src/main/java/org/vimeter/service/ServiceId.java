package org.vimeter.service;

import org.vimeter.db.Id;

public record ServiceId(long value) implements Id {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
