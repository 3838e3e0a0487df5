package io.slipway.integration.people;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.PersonDirectory;
import io.slipway.account.TokenScope;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.PageWanted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whose ids stand in records, as everybody sees names and e-mail addresses where people are chosen. */
@RestController
@Tag(name = "People")
@Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
class PeopleController {

    private final PersonDirectory directory;

    PeopleController(PersonDirectory directory) {
        this.directory = directory;
    }

    /** People, by name. */
    @Schema(name = "People")
    record All(
            @Schema(requiredMode = REQUIRED) List<One> people,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    /** A person. */
    @Schema(name = "Person")
    record One(
            @Schema(
                    requiredMode = REQUIRED,
                    description = "As in createdBy, in fields of people and in a webhook's owner")
            long id,

            @Schema(requiredMode = REQUIRED) String name,
            @Schema(requiredMode = REQUIRED) String email) {

        static One of(PersonDirectory.Entry entry) {
            return new One(entry.id().value(), entry.name(), entry.email());
        }
    }

    @Operation(summary = "The people of the account who can sign in, by name: whose ids stand in records")
    @GetMapping(path = ApiPaths.V1 + "/people", produces = MediaType.APPLICATION_JSON_VALUE)
    All all(
            ApiCaller caller,
            @Parameter(description = "A part of the name or of the e-mail address")
                    @RequestParam(required = false)
                    @Nullable
                    String search,
            PageWanted page) {
        PageWanted.Page<PersonDirectory.Entry> people = page.byName(
                directory.search(caller.actor().account(), search == null ? "" : search, 0, Integer.MAX_VALUE).stream(),
                PersonDirectory.Entry::name,
                entry -> entry.id().value());
        return new All(people.as(One::of), people.next());
    }
}
