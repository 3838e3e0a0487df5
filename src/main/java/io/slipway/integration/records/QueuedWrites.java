package io.slipway.integration.records;

import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.internal.QueuedCall;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.json.JsonMapper;

/** Does calls that write records and were kept, as if they came now. */
@Component
public class QueuedWrites {

    private static final PathPattern RECORDS = pattern(RecordsController.RECORDS);
    private static final PathPattern RECORD = pattern(RecordsController.RECORD);
    private static final PathPattern BATCH = pattern(BatchController.BATCH);
    private static final PathPattern LINKS = pattern(LinksController.LINKS);
    private static final PathPattern LINK = pattern(LinksController.LINKS + "/{target}");

    private final RecordsController records;
    private final BatchController batches;
    private final LinksController links;
    private final JsonMapper json;

    QueuedWrites(RecordsController records, BatchController batches, LinksController links, JsonMapper json) {
        this.records = records;
        this.batches = batches;
        this.links = links;
        this.json = json;
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }

    /**
     * Does a call; that it is done is kept in the transaction of its writes, through the caller's {@code once}.
     *
     * @throws RuntimeException as the endpoint throws it, or when the body can't be read
     */
    public void attempt(ApiCaller caller, QueuedCall call) {
        PathContainer path = PathContainer.parsePath(call.target().split("\\?", 2)[0]);
        Map<String, String> in = at(BATCH, path);
        if (in != null && call.method().equals("POST")) {
            batches.batch(caller, part(in, "environment"), part(in, "table"), read(call, BatchRequest.class));
            return;
        }
        in = at(RECORDS, path);
        if (in != null && call.method().equals("POST")) {
            records.create(caller, part(in, "environment"), part(in, "table"), read(call, NewRecord.class));
            return;
        }
        in = at(RECORD, path);
        if (in != null) {
            one(caller, call, in);
            return;
        }
        in = at(LINKS, path);
        if (in != null) {
            links.link(
                    caller,
                    part(in, "environment"),
                    part(in, "table"),
                    part(in, "record"),
                    part(in, "field"),
                    read(call, LinksController.Wanted.class));
            return;
        }
        in = at(LINK, path);
        if (in == null) {
            throw ApiProblem.notFound("address");
        }
        links.unlink(
                caller,
                part(in, "environment"),
                part(in, "table"),
                part(in, "record"),
                part(in, "field"),
                part(in, "target"));
    }

    private void one(ApiCaller caller, QueuedCall call, Map<String, String> in) {
        String ifMatch = call.headers().get("If-Match");
        if (call.method().equals("DELETE")) {
            records.delete(caller, part(in, "environment"), part(in, "table"), part(in, "record"), ifMatch);
        } else {
            records.change(
                    caller,
                    part(in, "environment"),
                    part(in, "table"),
                    part(in, "record"),
                    ifMatch,
                    read(call, RecordChange.class));
        }
    }

    private static @Nullable Map<String, String> at(PathPattern pattern, PathContainer path) {
        PathPattern.PathMatchInfo match = pattern.matchAndExtract(path);
        return match == null ? null : match.getUriVariables();
    }

    private <T> T read(QueuedCall call, Class<T> type) {
        return json.readValue(call.body(), type);
    }

    private static String part(Map<String, String> in, String name) {
        String value = in.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No " + name);
        }
        return value;
    }
}
