package org.vimeter.vm;

import java.util.List;
import java.util.Map;

/**
 * What a server says of one VM and day.
 *
 * @param row every field of it with its text, in the server's order: what a person looks at when a meter is missing
 * @param readings one per meter of the server's settings
 */
public record Report(Map<String, String> row, List<RawReading> readings) {}
