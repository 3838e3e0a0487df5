package io.slipway.integration.runs;

import io.slipway.integration.RunAnswer;
import io.slipway.promotion.JournalEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * One connection on which a run is watched. What it is to hear is put down at once and sent by a thread that is borrowed
 * for as long as there is something to send, so that a client that reads slowly keeps nobody waiting.
 */
final class RunWatcher {

    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
    private static final Duration ALIVE_EVERY = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    /** Somebody who is so many events behind does not read. */
    private static final int MOST_UNSENT = 5_000;

    private final RunWatches.Pass pass;
    private final ResponseBodyEmitter connection;
    private final JsonMapper json;
    private final Executor threads;
    private final long begun;

    // guarded by this
    private final Queue<String> unsent = new ArrayDeque<>();
    private boolean sending;
    private boolean ended;

    private volatile boolean gone;
    // used by whoever looks
    private long line;
    private long heard;
    private boolean told;

    /**
     * @param after the last line of the journal it knows
     * @param now nanoseconds of the machine's clock
     */
    RunWatcher(
            RunWatches.Pass pass,
            ResponseBodyEmitter connection,
            long after,
            JsonMapper json,
            Executor threads,
            long now) {
        this.pass = pass;
        this.connection = connection;
        this.line = after;
        this.json = json;
        this.threads = threads;
        this.begun = now;
        this.heard = now;
    }

    RunWatches.Pass pass() {
        return pass;
    }

    /** The connection is no more. */
    void leave() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    void lines(List<JournalEntry> lines) {
        for (JournalEntry each : lines) {
            if (each.seq() > line) {
                line = each.seq();
                send("id: " + each.seq() + "\n" + event("journal", RunAnswer.Line.of(each)));
            }
        }
    }

    /** A run that was over before the first look is told as any other: what it is, and that it is over. */
    void state(RunAnswer run) {
        if (!run.over() || !told) {
            told = true;
            send(event("run", run));
        }
        if (run.over()) {
            send(event("end", run));
            end();
        }
    }

    void keepAlive(long now) {
        if (now - begun > LONGEST.toNanos()) {
            end();
        } else if (now - heard > ALIVE_EVERY.toNanos()) {
            heard = now;
            send(": still there\n\n");
        }
    }

    private String event(String name, Object data) {
        return "event: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n";
    }

    private synchronized void send(String text) {
        if (gone || ended) {
            return;
        }
        if (unsent.size() >= MOST_UNSENT) {
            end();
            return;
        }
        unsent.add(text);
        begin();
    }

    /** Nothing more is sent after what was put down so far. */
    synchronized void end() {
        ended = true;
        begin();
    }

    private void begin() {
        if (!sending) {
            sending = true;
            try {
                threads.execute(this::sendAll);
            } catch (RejectedExecutionException e) {
                // the node stops, and the connection with it
                gone = true;
            }
        }
    }

    private void sendAll() {
        try {
            for (String next = next(); next != null; next = next()) {
                connection.send(next, TEXT);
            }
        } catch (IOException | IllegalStateException e) {
            // the client went away
            gone = true;
            connection.completeWithError(e);
        }
    }

    private synchronized @Nullable String next() {
        StringBuilder all = new StringBuilder();
        for (String each = unsent.poll(); each != null; each = unsent.poll()) {
            all.append(each);
        }
        if (all.isEmpty()) {
            sending = false;
            if (ended && !gone) {
                gone = true;
                connection.complete();
            }
            return null;
        }
        return all.toString();
    }
}
