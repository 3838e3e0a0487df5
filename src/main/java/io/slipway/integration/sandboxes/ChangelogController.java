package io.slipway.integration.sandboxes;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.ResourceType;
import io.slipway.definition.RevisionKind;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiEnvironments;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiWords;
import io.slipway.integration.Needs;
import io.slipway.integration.PageWanted;
import io.slipway.integration.ProblemType;
import io.slipway.sandbox.Changelog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was changed in an environment, by whom and when. */
@RestController
@Tag(name = "Changelog")
@Needs(TokenScope.READ)
class ChangelogController {

    private static final String PATH = ApiPaths.ENVIRONMENT + "/changelog";

    private final ApiEnvironments environments;
    private final Changelog changelog;

    ChangelogController(ApiEnvironments environments, Changelog changelog) {
        this.environments = environments;
        this.changelog = changelog;
    }

    /** All changes, or what they come to. */
    enum View {
        FULL,
        NET
    }

    /** A page of the changelog. */
    @Schema(name = "Changelog")
    record Page(
            @Schema(requiredMode = REQUIRED) List<Entry> entries,

            @Schema(requiredMode = REQUIRED, description = "How many match in all")
            int total,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    /** One change. */
    @Schema(name = "ChangelogEntry")
    record Entry(
            @Schema(requiredMode = REQUIRED, description = "0 in the net view when no revision of its own")
            long revision,

            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"add", "modify", "delete"})
            String kind,

            @Schema(requiredMode = REQUIRED) String type,
            @Schema(requiredMode = REQUIRED) String id,
            @Schema(requiredMode = REQUIRED) String name,
            @Schema(requiredMode = REQUIRED) String apps,
            @Schema(requiredMode = REQUIRED) List<String> changes,
            @Schema(requiredMode = REQUIRED) String by,
            @Nullable Instant at,

            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"pending", "promoted", "restored", "in-force"})
            String standing) {

        static Entry of(Changelog.Entry entry) {
            return new Entry(
                    entry.revision(),
                    ApiWords.of(entry.kind()),
                    ApiWords.of(entry.type()),
                    entry.resource().toString(),
                    entry.name(),
                    entry.apps(),
                    entry.changes(),
                    entry.by(),
                    entry.at(),
                    ApiWords.of(entry.standing()));
        }
    }

    @Operation(summary = "The changelog of an environment, newest first")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Page.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Page page(
            ApiCaller caller,
            @PathVariable String environment,
            @Parameter(description = "full: every change; net: what a sandbox's pending changes come to")
                    @RequestParam(required = false)
                    @Nullable
                    String view,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String standing,
            @Parameter(description = "The name of who changed it") @RequestParam(required = false) @Nullable String by,
            @Parameter(description = "A part of the name or of the words of the change")
                    @RequestParam(required = false)
                    @Nullable
                    String search,
            PageWanted wanted) {
        List<Changelog.Entry> all = found(caller, environment, view, matching(kind, type, standing, by, search));
        PageWanted.Page<Changelog.Entry> page = wanted.page(
                all.stream()
                        .skip(from(wanted.after(), all))
                        .limit(wanted.oneMore())
                        .toList(),
                ChangelogController::place);
        return new Page(page.as(Entry::of), all.size(), page.next());
    }

    @io.swagger.v3.oas.annotations.Hidden
    @GetMapping(path = PATH, produces = "text/csv")
    void csv(
            ApiCaller caller,
            @PathVariable String environment,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String standing,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String search,
            HttpServletResponse response)
            throws IOException {
        List<Changelog.Entry> all = found(caller, environment, view, matching(kind, type, standing, by, search));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"changelog.csv\"");
        changelog.csv(all, response.getOutputStream());
    }

    private List<Changelog.Entry> found(
            ApiCaller caller, String environment, @Nullable String view, Predicate<Changelog.Entry> wanted) {
        EnvironmentId id = environments.find(caller, environment).id();
        boolean net = ApiWords.parameter(View.class, "view", view).orElse(View.FULL) == View.NET;
        List<Changelog.Entry> all = net ? changelog.net(caller.actor(), id) : changelog.full(caller.actor(), id);
        return all.stream().filter(wanted).toList();
    }

    private static Predicate<Changelog.Entry> matching(
            @Nullable String kind,
            @Nullable String type,
            @Nullable String standing,
            @Nullable String by,
            @Nullable String search) {
        RevisionKind kindWanted =
                ApiWords.parameter(RevisionKind.class, "kind", kind).orElse(null);
        ResourceType typeWanted =
                ApiWords.parameter(ResourceType.class, "type", type).orElse(null);
        Changelog.Standing standingWanted = ApiWords.parameter(Changelog.Standing.class, "standing", standing)
                .orElse(null);
        String text = search == null ? "" : search.strip().toLowerCase(Locale.ROOT);
        return entry -> (kindWanted == null || entry.kind() == kindWanted)
                && (typeWanted == null || entry.type() == typeWanted)
                && (standingWanted == null || entry.standing() == standingWanted)
                && (by == null || by.isBlank() || entry.by().equalsIgnoreCase(by.strip()))
                && (text.isEmpty() || contains(entry, text));
    }

    private static boolean contains(Changelog.Entry entry, String text) {
        return entry.name().toLowerCase(Locale.ROOT).contains(text)
                || entry.changes().stream()
                        .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(text));
    }

    /** Of the last entry of the page before: what is new comes before it, so that nothing is shown twice. */
    private static String place(Changelog.Entry last) {
        return last.revision() + "-" + last.resource();
    }

    private static int from(@Nullable String after, List<Changelog.Entry> all) {
        if (after == null) {
            return 0;
        }
        for (int i = 0; i < all.size(); i++) {
            if (place(all.get(i)).equals(after)) {
                return i + 1;
            }
        }
        throw ApiProblem.of(ProblemType.INVALID_CURSOR)
                .detail("The change this cursor stands at is no longer in the list.")
                .field("cursor")
                .fix("Start without a cursor.")
                .exception();
    }
}
