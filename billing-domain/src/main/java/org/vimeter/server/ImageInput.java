package org.vimeter.server;

/** What a disk image needs at least, as somebody wrote it; empty for nothing. */
public final class ImageInput {
    /** In MiB. */
    public String memory = "";

    /** In GiB. */
    public String disk = "";
}
