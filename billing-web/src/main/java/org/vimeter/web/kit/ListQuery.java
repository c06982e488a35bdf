package org.vimeter.web.kit;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.vimeter.db.Listing;
import org.vimeter.input.Texts;

/**
 * The query of a long list: {@code q} searches, {@code sort} names a column (a minus goes downward), {@code after} is the last
 * row that was seen, as the page before it names it.
 */
public class ListQuery {
    @QueryParam("q")
    @DefaultValue("")
    private String search = "";

    @QueryParam("sort")
    @DefaultValue("")
    private String sort = "";

    @QueryParam("after")
    @DefaultValue("")
    private String after = "";

    public Listing listing() {
        return new Listing(Texts.plain(search), Texts.plain(sort), after.replaceAll("\\p{Cntrl}", ""));
    }
}
