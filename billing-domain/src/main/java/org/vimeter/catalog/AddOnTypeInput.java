package org.vimeter.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An add-on type as somebody wrote it. */
public final class AddOnTypeInput {
    /** A meter of the type's own, named as the type; made if no server knows it yet. */
    public static final String OWN_METER = "*";

    public String name = "";
    public String title = "";
    public String unit = "";

    /** Internal names of meters, or {@link #OWN_METER}; none if it is not counted by usage. */
    public List<String> meters = new ArrayList<>();

    /** Null to leave it as it is; a new type is active. */
    public @Nullable Boolean active;
}
