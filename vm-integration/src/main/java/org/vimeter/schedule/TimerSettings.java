package org.vimeter.schedule;

import java.time.Duration;

/**
 * @param automatic whether days are collected without being asked for
 * @param ahead for rehearsals only: how far the clock is ahead of the machine's
 */
public record TimerSettings(boolean automatic, Duration ahead) {}
