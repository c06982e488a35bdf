package org.vimeter.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vimeter.order.Order.Kind;
import org.vimeter.order.Order.Undo;
import org.vimeter.order.Transitions.From;

class TransitionsTest {
    private static Set<Step> reached(Kind kind, @Nullable Undo undo, Step first) {
        var reached = new HashSet<>(Set.of(first));
        boolean more = true;
        while (more) {
            more = false;
            for (var row : Transitions.TABLE) {
                var from = row.from();
                boolean ours = from.kind() == kind && from.undo() == undo && reached.contains(from.step());
                more |= ours && reached.add(row.next());
            }
        }
        return reached;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyStepOfAnOrderIsReachedAndLeadsToItsEnd(Kind kind) {
        var all = reached(kind, null, Step.FUNDS);
        Transitions.TABLE.stream()
                .map(Transitions.Row::from)
                .filter(from -> from.kind() == kind && from.undo() == null)
                .forEach(from -> assertThat(all).contains(from.step()));
        assertThat(all).allMatch(step -> reached(kind, null, step).contains(Step.END));
    }

    @Test
    void theWayBackEnds() {
        assertThat(reached(Kind.NEW, Undo.CANCEL, Transitions.back(Kind.NEW))).contains(Step.END);
        assertThat(reached(Kind.NEW, Undo.MOVE, Transitions.back(Kind.NEW)))
                .contains(Transitions.first(Kind.NEW))
                .doesNotContain(Step.END);
        assertThat(reached(Kind.CHANGE, Undo.CANCEL, Transitions.back(Kind.CHANGE)))
                .contains(Step.END);
    }

    @Test
    void nothingIsBothMadeAndTakenBack() {
        assertThat(reached(Kind.NEW, null, Step.FUNDS)).doesNotContain(Step.REMOVE, Step.DELETE);
        assertThat(reached(Kind.CHANGE, Undo.CANCEL, Step.RESIZE)).doesNotContain(Step.ADDRESSES, Step.ADDRESSING);
        assertThat(reached(Kind.END, null, Step.STOP)).doesNotContain(Step.CREATE, Step.REMOVE);
    }

    @Test
    void whatIsNotInTheTableIsRefused() {
        assertThat(Transitions.next(new From(Kind.NEW, null, Step.CREATE, Result.TOLD)))
                .isEqualTo(Step.INSTALL);
        assertThatThrownBy(() -> Transitions.next(new From(Kind.CHANGE, null, Step.CREATE, Result.TOLD)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Transitions.next(new From(Kind.NEW, Undo.CANCEL, Step.CREATE, Result.TOLD)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Transitions.next(new From(Kind.END, null, Step.DELETE, Result.DONE)))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theDocumentationShowsTheTable(Kind kind) throws IOException {
        assertThat(Files.readString(Path.of("../docs/life.md")))
                .contains("```mermaid\n" + Transitions.picture(kind) + "```");
    }
}
