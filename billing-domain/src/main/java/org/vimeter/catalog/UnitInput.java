package org.vimeter.catalog;

import org.vimeter.input.Figure;

/** A unit of measure as somebody wrote it. */
public final class UnitInput {
    public String name = "";
    public String title = "";

    /** Internal name of the smaller unit; empty for a base unit. */
    public String smaller = "";

    @Figure
    public String ratio = "";
}
