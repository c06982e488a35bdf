package org.vimeter.order;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vimeter.input.Figure;

/** A new service, or a change of one, as somebody wrote it. Public fields, because it carries data and nothing else. */
public class OrderInput {
    public long servicePackage;

    /** A constant of {@link org.vimeter.offer.BillingPeriod}; a change keeps the service's. */
    public @Nullable String per;

    public @Nullable String image;
    public @Nullable String domain;
    public @Nullable String password;

    /** By the internal names of add-ons, in their units. What is left out is as little as the package has. */
    @Figure
    public Map<String, @Nullable String> quantities = new LinkedHashMap<>();

    /** Chosen elements of enumerations. An operating system follows the disk image. */
    public Map<String, @Nullable String> elements = new LinkedHashMap<>();

    /** Ordering again under the same key gives the first order. */
    public @Nullable String key;

    /** The first charge that was shown; another one by now is refused. Without it whatever it is is taken. */
    public @Nullable String quoted;
}
