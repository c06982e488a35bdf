package org.vimeter.order;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vimeter.account.AccountId;
import org.vimeter.db.Row;
import org.vimeter.money.Money;
import org.vimeter.offer.BillingPeriod;
import org.vimeter.offer.PackageId;
import org.vimeter.order.Order.Head;
import org.vimeter.order.Order.Kind;
import org.vimeter.order.Order.Progress;
import org.vimeter.order.Order.Status;
import org.vimeter.order.Order.Undo;
import org.vimeter.order.Order.VmSpec;
import org.vimeter.problem.Problem;
import org.vimeter.server.ServerId;
import org.vimeter.service.ServiceId;

/** Makes orders of rows. */
final class OrderReader {
    private OrderReader() {}

    static Order read(Row row) throws SQLException {
        var head = head(row);
        return switch (row.constant("kind", Kind.class)) {
            case NEW ->
                new Order.New(
                        head, row.idOrNull("service_id", ServiceId::new), row.constant("per", BillingPeriod.class));
            case CHANGE -> new Order.Change(head, service(row), row.constant("per", BillingPeriod.class));
            case END ->
                new Order.End(head, service(row), row.dayOrNull("not_before"), row.flag("refund"), text(row, "note"));
        };
    }

    private static ServiceId service(Row row) throws SQLException {
        return Objects.requireNonNull(row.idOrNull("service_id", ServiceId::new), "a check of the table");
    }

    private static Head head(Row row) throws SQLException {
        return new Head(
                row.id("id", OrderId::new),
                row.id("account_id", AccountId::new),
                row.id("server_id", ServerId::new),
                row.id("package_id", PackageId::new),
                vm(row),
                row.money("quoted", "currency"),
                dearer(row),
                progress(row),
                row.text("ordered_by"),
                row.flag("by_staff"),
                row.instant("ordered_at"));
    }

    private static @Nullable Money dearer(Row row) throws SQLException {
        return row.decimalOrNull("dearer") == null ? null : row.money("dearer", "currency");
    }

    private static Progress progress(Row row) throws SQLException {
        return new Progress(
                row.constant("status", Status.class),
                row.constant("step", Step.class),
                row.instant("step_since"),
                row.constantOrNull("undo", Undo.class),
                (int) row.number("attempts"),
                row.instant("next_at"),
                Problem.parseOrNull(row.textOrNull("problem")));
    }

    private static VmSpec vm(Row row) throws SQLException {
        return new VmSpec(
                row.text("key"),
                row.text("known_name"),
                text(row, "domain"),
                text(row, "image"),
                text(row, "password_sealed"),
                text(row, "vm_id"),
                text(row, "task"));
    }

    private static String text(Row row, String column) throws SQLException {
        var text = row.textOrNull(column);
        return text == null ? "" : text;
    }
}
