package org.example;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.example.slipway.ApiClient;
import org.example.slipway.ApiException;
import org.example.slipway.api.DefinitionsApi;
import org.example.slipway.api.EnvironmentsApi;
import org.example.slipway.api.PromotionsAndRestoresApi;
import org.example.slipway.api.RecordsApi;
import org.example.slipway.api.SandboxesApi;
import org.example.slipway.model.BatchRequest;
import org.example.slipway.model.BatchResult;
import org.example.slipway.model.BatchWrite;
import org.example.slipway.model.DefinitionChanged;
import org.example.slipway.model.DefinitionDocument;
import org.example.slipway.model.DefinitionField;
import org.example.slipway.model.DefinitionKind;
import org.example.slipway.model.DefinitionTable;
import org.example.slipway.model.EnvironmentStatus;
import org.example.slipway.model.NewPromotion;
import org.example.slipway.model.NewRecord;
import org.example.slipway.model.NewSandbox;
import org.example.slipway.model.Problem;
import org.example.slipway.model.PromotionPlan;
import org.example.slipway.model.Record;
import org.example.slipway.model.RecordChange;
import org.example.slipway.model.RecordPage;
import org.example.slipway.model.Run;
import org.example.slipway.model.Sandbox;
import org.example.slipway.model.SandboxWork;

/**
 * A program against a generated client: builds a table, writes and reads records, changes the table in a sandbox and
 * promotes it. Compiled by a test together with the client, never by the build.
 */
public final class Journey {

    private static final String PRODUCTION = "production";
    private static final int TRIES = 3000;

    private final EnvironmentsApi environments;
    private final DefinitionsApi definitions;
    private final RecordsApi records;
    private final SandboxesApi sandboxes;
    private final PromotionsAndRestoresApi promotions;

    private Journey(String address, String token) {
        ApiClient client = new ApiClient();
        client.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
        client.updateBaseUri(address);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        environments = new EnvironmentsApi(client);
        definitions = new DefinitionsApi(client);
        records = new RecordsApi(client);
        sandboxes = new SandboxesApi(client);
        promotions = new PromotionsAndRestoresApi(client);
    }

    /** What the test calls. */
    public static void run(String address, String token) throws Exception {
        new Journey(address, token).go();
    }

    private void go() throws Exception {
        EnvironmentStatus status = environments.environmentsStatus(PRODUCTION);
        require(status.getOpen(), status);

        DefinitionChanged built = definitions.definitionsApply(PRODUCTION, document(false), false, false, null);
        require(built.getChanged(), built);
        DefinitionTable there = definitions.definitionsWhole(PRODUCTION).getTables().get(0);
        require(
                there.getId() > 0
                        && there.getFields().get(0).getKind().getKind() == DefinitionKind.KindEnum.TEXT
                        && there.getFields().get(0).getKind().getMaxLength() == 100,
                there);

        Record made = records.recordsCreate(
                PRODUCTION, "guests", new NewRecord().fields(Map.of("name", "Ada", "nights", 3)), key());
        String id = made.getId().toString();
        Record changed = records.recordsChange(
                PRODUCTION,
                "guests",
                id,
                new RecordChange().fields(Map.of("nights", 4)),
                "\"" + made.getVersion() + "\"");
        require(changed.getVersion() == made.getVersion() + 1, changed);
        BatchResult batch = records.batch(
                PRODUCTION,
                "guests",
                new BatchRequest()
                        .addWritesItem(new BatchWrite().op(BatchWrite.OpEnum.CREATE).fields(Map.of("name", "Bob")))
                        .addWritesItem(new BatchWrite().op(BatchWrite.OpEnum.CREATE).fields(Map.of("name", "Eve"))),
                key());
        require(batch.getWritten() == 2, batch);
        refused(id);

        String sandbox = sandbox();
        definitions.definitionsApply(sandbox, document(true), false, false, null);
        PromotionPlan plan = promotions.runsPlan(sandbox);
        require(plan.getReady() && plan.getAdds() == 1, plan);
        Run run = promotions.runsPromote(
                new NewPromotion().sandbox(sandbox).plan(plan.getPlan()).confirm(plan.getConfirm()), key());
        String started = run.getId();
        run = until(() -> promotions.runsOne(started), Run::getOver);
        require(run.getSucceeded(), run);

        records.recordsChange(
                PRODUCTION, "guests", id, new RecordChange().fields(Map.of("arrival", "2024-05-01")), "*");
        RecordPage page = records.recordsList(
                PRODUCTION,
                "guests",
                List.of("name:starts:A", "arrival:ge:2024-01-01"),
                "-name",
                null,
                null,
                null,
                null,
                null,
                10,
                null,
                null,
                true);
        require(page.getRecords().size() == 1 && page.getCount() == 1, page);
        Map<String, Object> read = page.getRecords().get(0).getFields();
        require("Ada".equals(read.get("name")) && "2024-05-01".equals(read.get("arrival")), read);
    }

    /** A refusal arrives as a problem the client can read. */
    private void refused(String id) throws Exception {
        try {
            records.recordsChange(PRODUCTION, "guests", id, new RecordChange().fields(Map.of("nights", "many")), "*");
        } catch (ApiException e) {
            Problem problem = ApiClient.createDefaultObjectMapper().readValue(e.getResponseBody(), Problem.class);
            require(e.getCode() == 422 && problem.getType().endsWith("/problems/invalid-input"), problem);
            require("nights".equals(problem.getErrors().get(0).getField()), problem);
            return;
        }
        throw new IllegalStateException("“many” was taken for a number");
    }

    private String sandbox() throws Exception {
        Sandbox sandbox = sandboxes.sandboxesCreate(
                new NewSandbox().name("Season").data(NewSandbox.DataEnum.SAMPLE).promotable(true), key());
        SandboxWork work = until(
                () -> sandboxes.sandboxesWork(sandbox.getId()),
                each -> each.getState() != SandboxWork.StateEnum.RUNNING);
        require(work.getState() == SandboxWork.StateEnum.DONE, work);
        return sandbox.getId();
    }

    private static DefinitionDocument document(boolean withArrival) {
        DefinitionTable guests = new DefinitionTable()
                .name("Guests")
                .addFieldsItem(field("Name", DefinitionKind.KindEnum.TEXT))
                .addFieldsItem(field("Nights", DefinitionKind.KindEnum.INTEGER));
        if (withArrival) {
            guests.addFieldsItem(field("Arrival", DefinitionKind.KindEnum.DATE));
        }
        return new DefinitionDocument()
                .format(DefinitionDocument.FormatEnum.SLIPWAY_DEFINITION)
                .version(DefinitionDocument.VersionEnum.NUMBER_1)
                .addTablesItem(guests);
    }

    private static DefinitionField field(String name, DefinitionKind.KindEnum kind) {
        return new DefinitionField().name(name).kind(new DefinitionKind().kind(kind));
    }

    private interface Question<T> {
        T ask() throws Exception;
    }

    private static <T> T until(Question<T> question, Predicate<T> wanted) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            T answer = question.ask();
            if (wanted.test(answer)) {
                return answer;
            }
        }
        throw new IllegalStateException("Never came: " + question.ask());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static void require(boolean holds, Object told) {
        if (!holds) {
            throw new IllegalStateException(String.valueOf(told));
        }
    }
}
