package org.vimeter.vm;

import java.time.Duration;

/**
 * How one function of a server was answered since this process started.
 *
 * @param failed calls without an answer that could be used, error answers included
 * @param mean over all calls, waiting for the server's permitted concurrency not counted
 */
public record CallCount(String function, long calls, long failed, Duration mean, Duration longest) {}
