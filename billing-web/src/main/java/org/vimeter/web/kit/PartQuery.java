package org.vimeter.web.kit;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.vimeter.problem.Refused;

/** The query of a list that is sorted by a number: {@code after} is what the part before names as next, {@code limit} at most 500 rows. */
public class PartQuery {
    private static final int MOST = 500;

    @QueryParam("after")
    @DefaultValue("")
    private String after = "";

    @QueryParam("limit")
    @DefaultValue("100")
    private String limit = "100";

    /** The key of the row before; 0 at the beginning of a list that goes upward. */
    public long after() {
        return after.isEmpty() ? 0 : number(after);
    }

    /** The key of the row before; the largest at the beginning of a list that goes downward. */
    public long before() {
        return after.isEmpty() ? Long.MAX_VALUE : number(after);
    }

    public int limit() {
        return (int) Math.max(1, Math.min(number(limit), MOST));
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Refused.because("request.number", text);
        }
        return Long.parseLong(text);
    }
}
