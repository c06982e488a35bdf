package org.vimeter.server;

import org.vimeter.db.Id;

public record ServerId(long value) implements Id {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
