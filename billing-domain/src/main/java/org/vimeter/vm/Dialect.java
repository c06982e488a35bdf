package org.vimeter.vm;

import java.util.Map;

/** How one server is spoken to, as its settings say; what is the same for all kinds of servers. */
public interface Dialect {
    Pace pace();

    /** By the meter's name. */
    Map<String, MeterFigures> meters();

    /** By the internal name of the add-on type. */
    Map<String, Resource> resources();

    /** For how many processors a maximum per processor counts where nobody knows how many a VM has. */
    int cpusIfUnknown();
}
