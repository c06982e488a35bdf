package org.vimeter.app.violations.one;

import org.vimeter.app.violations.two.Two;

/** One half of a cycle, on purpose. */
public class One {
    public Two two;
}
