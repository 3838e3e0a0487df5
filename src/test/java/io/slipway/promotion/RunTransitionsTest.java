package io.slipway.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunTransitionsTest {

    @Test
    void everyStateCanBeReached() {
        Set<RunState> reached = EnumSet.of(RunState.CHECKING);
        Deque<RunState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (RunState next : open.pop().next()) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(RunState.values());
    }

    @ParameterizedTest
    @EnumSource(RunState.class)
    void fromEveryStateThereIsAWayToAnEnd(RunState start) {
        Set<RunState> reached = EnumSet.of(start);
        Deque<RunState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (RunState next : open.pop().next()) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        assertThat(reached).anyMatch(RunState::isFinal);
    }

    @Test
    void onlyBeforeTheLockCanARunBeCanceledDirectly() {
        assertThat(Arrays.stream(RunState.values()).filter(state -> state.next().contains(RunState.CANCELED)))
                .containsExactlyInAnyOrder(RunState.CHECKING, RunState.PREPARING, RunState.ROLLING_BACK);
    }

    /** The committed drawing says what the code does. */
    @Test
    void theDrawingInTheDocsIsTheTableInTheCode() throws Exception {
        StringBuilder drawing = new StringBuilder("@startuml\n[*] --> CHECKING\n");
        for (RunState state : RunState.values()) {
            state.next().stream()
                    .sorted()
                    .forEach(next ->
                            drawing.append(state).append(" --> ").append(next).append('\n'));
            if (state.isFinal()) {
                drawing.append(state).append(" --> [*]\n");
            }
        }
        drawing.append("@enduml\n");
        Path file = Path.of("docs", "run-states.puml");
        if (Boolean.getBoolean("slipway.docs.update")) {
            Files.writeString(file, drawing);
        }
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo(drawing.toString());
    }
}
