package org.vimeter.office;

import java.time.LocalDate;

/**
 * An existing VM that is to be billed.
 *
 * @param firstDay the first billed day, by the server's calendar
 */
public record NewService(long accountId, long packageId, long serverId, Entities.Vm vm, LocalDate firstDay) {}
