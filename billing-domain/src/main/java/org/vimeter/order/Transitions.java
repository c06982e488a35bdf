package org.vimeter.order;

import static org.vimeter.order.Order.Kind.CHANGE;
import static org.vimeter.order.Order.Kind.END;
import static org.vimeter.order.Order.Kind.NEW;
import static org.vimeter.order.Order.Undo.CANCEL;
import static org.vimeter.order.Order.Undo.MOVE;
import static org.vimeter.order.Result.AGAIN;
import static org.vimeter.order.Result.DONE;
import static org.vimeter.order.Result.GONE;
import static org.vimeter.order.Result.TOLD;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vimeter.order.Order.Kind;
import org.vimeter.order.Order.Undo;

/** The table of an order's steps: what follows which, on the way forth and on the way back. What is not in it is refused. */
final class Transitions {
    /** @param undo null on the way forth */
    record From(Kind kind, @Nullable Undo undo, Step step, Result result) {}

    record Row(From from, Step next) {}

    static final List<Row> TABLE = List.of(
            row(NEW, null, Step.FUNDS, DONE, Step.NAME),
            row(NEW, null, Step.NAME, DONE, Step.OWNER),
            row(NEW, null, Step.NAME, AGAIN, Step.NAME),
            row(NEW, null, Step.OWNER, DONE, Step.CREATE),
            row(NEW, null, Step.CREATE, TOLD, Step.INSTALL),
            row(NEW, null, Step.INSTALL, AGAIN, Step.INSTALL),
            row(NEW, null, Step.INSTALL, DONE, Step.ADDRESSES),
            row(NEW, null, Step.ADDRESSES, TOLD, Step.ADDRESSING),
            row(NEW, null, Step.ADDRESSES, DONE, Step.ACTIVATE),
            row(NEW, null, Step.ADDRESSING, AGAIN, Step.ADDRESSING),
            row(NEW, null, Step.ADDRESSING, DONE, Step.ADDRESSES),
            row(NEW, null, Step.ACTIVATE, DONE, Step.END),
            row(NEW, CANCEL, Step.REMOVE, AGAIN, Step.REMOVE),
            row(NEW, CANCEL, Step.REMOVE, DONE, Step.END),
            row(NEW, MOVE, Step.REMOVE, AGAIN, Step.REMOVE),
            row(NEW, MOVE, Step.REMOVE, DONE, Step.NAME),
            row(CHANGE, null, Step.FUNDS, DONE, Step.RESIZE),
            row(CHANGE, null, Step.RESIZE, TOLD, Step.RESIZING),
            row(CHANGE, null, Step.RESIZE, DONE, Step.ADDRESSES),
            row(CHANGE, null, Step.RESIZING, AGAIN, Step.RESIZING),
            row(CHANGE, null, Step.RESIZING, DONE, Step.ADDRESSES),
            row(CHANGE, null, Step.ADDRESSES, TOLD, Step.ADDRESSING),
            row(CHANGE, null, Step.ADDRESSES, DONE, Step.APPLY),
            row(CHANGE, null, Step.ADDRESSING, AGAIN, Step.ADDRESSING),
            row(CHANGE, null, Step.ADDRESSING, DONE, Step.ADDRESSES),
            row(CHANGE, null, Step.APPLY, DONE, Step.END),
            row(CHANGE, CANCEL, Step.RESIZE, GONE, Step.END),
            row(CHANGE, CANCEL, Step.RESIZE, TOLD, Step.RESIZING),
            row(CHANGE, CANCEL, Step.RESIZE, DONE, Step.APPLY),
            row(CHANGE, CANCEL, Step.RESIZING, AGAIN, Step.RESIZING),
            row(CHANGE, CANCEL, Step.RESIZING, DONE, Step.APPLY),
            row(CHANGE, CANCEL, Step.APPLY, DONE, Step.END),
            row(END, null, Step.FUNDS, DONE, Step.STOP),
            row(END, null, Step.STOP, AGAIN, Step.STOP),
            row(END, null, Step.STOP, GONE, Step.CLOSE),
            row(END, null, Step.STOP, DONE, Step.USAGE),
            row(END, null, Step.USAGE, GONE, Step.CLOSE),
            row(END, null, Step.USAGE, DONE, Step.DELETE),
            row(END, null, Step.DELETE, GONE, Step.CLOSE),
            row(END, null, Step.DELETE, TOLD, Step.CLOSE),
            row(END, null, Step.CLOSE, AGAIN, Step.CLOSE),
            row(END, null, Step.CLOSE, DONE, Step.END));

    private static final Map<From, Step> NEXT = TABLE.stream().collect(Collectors.toMap(Row::from, Row::next));

    private Transitions() {}

    private static Row row(Kind kind, @Nullable Undo undo, Step step, Result result, Step next) {
        return new Row(new From(kind, undo, step, result), next);
    }

    static Step next(Order order, Result result) {
        return next(new From(order.kind(), order.undo(), order.step(), result));
    }

    static Step next(From from) {
        var next = NEXT.get(from);
        if (next == null) {
            throw new IllegalStateException("No step follows " + from);
        }
        return next;
    }

    /** The first step once the money is there. */
    static Step first(Kind kind) {
        return next(new From(kind, null, Step.FUNDS, DONE));
    }

    /** Where an order that has made nothing yet begins on another server; one that waits for money goes on waiting. */
    static Step again(Order order) {
        return order.step() == Step.FUNDS ? Step.FUNDS : first(order.kind());
    }

    /** Where the way back begins. */
    static Step back(Kind kind) {
        return switch (kind) {
            case NEW -> Step.REMOVE;
            case CHANGE -> Step.RESIZE;
            case END -> throw new IllegalArgumentException("an end is cancelled before it deletes, or not at all");
        };
    }

    /** Where staff let an order go on that stands at a step: a VM that does not go away is deleted once more. */
    static Step retried(Step step) {
        return step == Step.CLOSE ? Step.DELETE : step;
    }

    /** The table as a Mermaid diagram of one kind of order. */
    static String picture(Kind kind) {
        Function<Row, String> line = row -> "    " + row.from().step() + " --> " + row.next() + ": "
                + row.from().result()
                + (row.from().undo() == null ? "" : " (" + row.from().undo() + ")");
        return TABLE.stream()
                .filter(row -> row.from().kind() == kind)
                .map(line)
                .collect(Collectors.joining("\n", "stateDiagram-v2\n", "\n"));
    }
}
