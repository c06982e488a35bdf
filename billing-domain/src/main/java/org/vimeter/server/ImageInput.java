package org.vimeter.server;

import org.vimeter.input.Figure;

/** What a disk image needs at least, as somebody wrote it; empty for nothing. */
public final class ImageInput {
    /** In MiB. */
    @Figure
    public String memory = "";

    /** In GiB. */
    @Figure
    public String disk = "";
}
