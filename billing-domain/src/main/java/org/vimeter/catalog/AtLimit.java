package org.vimeter.catalog;

public enum AtLimit {
    SUSPEND,
    NOTIFY
}
