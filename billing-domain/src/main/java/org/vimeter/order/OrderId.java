package org.vimeter.order;

import org.vimeter.db.Id;

public record OrderId(long value) implements Id {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
