package org.vimeter.overview;

import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vimeter.db.Row;
import org.vimeter.vm.Vm;

/** @param actual how its VM was seen last; null before it was */
public record ServiceLine(
        long id,
        long accountId,
        String vmName,
        String packageName,
        long serverId,
        LocalDate firstDay,
        @Nullable LocalDate lastDay,
        Vm.@Nullable Power actual,
        boolean suspended) {
    static ServiceLine from(Row row) throws SQLException {
        return new ServiceLine(
                row.number("id"),
                row.number("account_id"),
                row.text("vm_name"),
                row.text("package_name"),
                row.number("server_id"),
                row.day("first_day"),
                row.dayOrNull("last_day"),
                row.constantOrNull("state", Vm.Power.class),
                row.flag("suspended"));
    }
}
