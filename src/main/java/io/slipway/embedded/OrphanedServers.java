package io.slipway.embedded;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Servers that a killed application left behind. */
record OrphanedServers(ServerFolder folder, ServerState state, ServerDoor door) {

    /**
     * Living processes that run a server on our folder. A process id alone proves nothing, it may have been given to
     * someone else since; where the platform does not show a process's arguments, the server itself is asked.
     */
    Set<ProcessHandle> find() throws IOException {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        Optional<ProcessHandle> known = ProcessHandle.of(state.pid()).filter(ProcessHandle::isAlive);
        if (known.isPresent()) {
            boolean hidden = known.get().info().arguments().isEmpty();
            if (hidden ? door.answers(state.port()) : runsOnOurData(known.get())) {
                found.add(known.get());
            }
        }
        ProcessHandle.allProcesses().filter(this::runsOnOurData).forEach(found::add);
        return found;
    }

    private boolean runsOnOurData(ProcessHandle process) {
        String wanted = "--datadir=" + folder.data();
        return process.isAlive()
                && process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(wanted))
                        .orElse(false);
    }
}
