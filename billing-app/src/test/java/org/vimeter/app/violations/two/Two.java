package org.vimeter.app.violations.two;

import org.vimeter.app.violations.one.One;

/** The other half. */
public class Two {
    public One one;
}
