package org.vimeter.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.vimeter.db.Listing;

/** The query of a long list: {@code q} searches, {@code sort} names a column (a minus goes downward), {@code page} is from 1. */
public class ListQuery {
    @QueryParam("q")
    @DefaultValue("")
    private String search = "";

    @QueryParam("sort")
    @DefaultValue("")
    private String sort = "";

    @QueryParam("page")
    @DefaultValue("1")
    private String page = "1";

    /** What is not a page number is the first page. */
    public Listing listing() {
        return new Listing(
                search.replaceAll("\\p{Cntrl}", "").strip(),
                sort.replaceAll("\\p{Cntrl}", ""),
                page.matches("\\d{1,6}") ? Integer.parseInt(page) : 1);
    }
}
