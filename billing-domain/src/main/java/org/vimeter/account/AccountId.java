package org.vimeter.account;

import org.vimeter.db.Id;

public record AccountId(long value) implements Id {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
