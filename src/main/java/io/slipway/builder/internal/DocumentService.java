package io.slipway.builder.internal;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.builder.ApplyOptions;
import io.slipway.builder.ApplyOutcome;
import io.slipway.builder.DefinitionDocuments;
import io.slipway.builder.Edit;
import io.slipway.builder.EditOutcome;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.Sha256;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.document.DefinitionDocument;
import io.slipway.definition.document.DocumentIds;
import io.slipway.definition.document.DocumentReading;
import io.slipway.definition.document.DocumentSection;
import io.slipway.environment.Definitions;
import io.slipway.storage.DataImpact;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Documents of definitions, through the builder's own edits. */
@Service
class DocumentService implements DefinitionDocuments {

    private static final int ORIGIN_LENGTH = 16;

    private final BuilderService builder;
    private final LeasedEdit leasedEdit;
    private final Definitions definitions;
    private final Accounts accounts;

    DocumentService(BuilderService builder, LeasedEdit leasedEdit, Definitions definitions, Accounts accounts) {
        this.builder = builder;
        this.leasedEdit = leasedEdit;
        this.definitions = definitions;
        this.accounts = accounts;
    }

    @Override
    public Exported export(Actor actor, EnvironmentId environment) {
        builder.allowed(actor, environment);
        Definition current = definitions.current(environment);
        return new Exported(
                current.revision(), DefinitionDocument.write(current.resources(), origin(environment.account())));
    }

    @Override
    public Optional<Exported> export(
            Actor actor, EnvironmentId environment, DocumentSection section, ResourceId resource) {
        builder.allowed(actor, environment);
        Definition current = definitions.current(environment);
        return current.find(resource)
                .filter(found -> found.type() == section.type())
                .map(found -> new Exported(
                        current.revision(),
                        DefinitionDocument.write(current.resources(), found, origin(environment.account()))));
    }

    @Override
    public ApplyOutcome apply(Actor actor, EnvironmentId environment, String document, ApplyOptions options) {
        String origin = origin(environment.account());
        return apply(
                actor,
                environment,
                options,
                (current, ids) -> DefinitionDocument.read(document, current.resources(), origin, ids));
    }

    @Override
    public ApplyOutcome apply(
            Actor actor,
            EnvironmentId environment,
            DocumentSection section,
            @Nullable ResourceId resource,
            String document,
            ApplyOptions options) {
        String origin = origin(environment.account());
        return apply(actor, environment, options, (current, ids) -> {
            if (resource != null) {
                expectThere(current, section, resource);
            }
            return DefinitionDocument.read(section, resource, document, current.resources(), origin, ids);
        });
    }

    @Override
    public ApplyOutcome remove(
            Actor actor,
            EnvironmentId environment,
            DocumentSection section,
            ResourceId resource,
            ApplyOptions options) {
        return apply(actor, environment, options.deleting(), (current, ids) -> {
            expectThere(current, section, resource);
            return DocumentWork.removal(current, resource);
        });
    }

    /** Reads the document, knowing what is there. */
    private interface Reader {
        DocumentReading read(Definition current, DocumentIds ids);
    }

    private ApplyOutcome apply(Actor actor, EnvironmentId environment, ApplyOptions options, Reader reader) {
        try {
            return options.dryRun()
                    ? dryRun(actor, environment, options, reader)
                    : forReal(actor, environment, options, reader);
        } catch (DocumentWork.Answer answer) {
            return answer.outcome();
        }
    }

    private ApplyOutcome forReal(Actor actor, EnvironmentId environment, ApplyOptions options, Reader reader) {
        AtomicReference<@Nullable Definition> before = new AtomicReference<>();
        AtomicReference<@Nullable DocumentReading> read = new AtomicReference<>();
        EditOutcome outcome = builder.leased(actor, environment, current -> {
            DocumentWork.expect(current, options);
            DocumentReading reading = reader.read(current, new NewIds(definitions, environment, false));
            before.set(current);
            read.set(reading);
            return DocumentWork.edit(current, reading, options);
        });
        Definition current = before.get();
        DocumentReading reading = read.get();
        if (current == null || reading == null) {
            return new ApplyOutcome.Stopped(outcome);
        }
        return DocumentWork.outcome(outcome, current, reading);
    }

    private ApplyOutcome dryRun(Actor actor, EnvironmentId environment, ApplyOptions options, Reader reader) {
        EditOutcome closed = builder.closed(builder.allowed(actor, environment)).orElse(null);
        if (closed == null || closed instanceof EditOutcome.StructureLocked) {
            // Whoever only asks what differs is answered also where it could not be changed now.
            return definitions.reading(
                    environment, current -> planned(current, options, reader, (EditOutcome.StructureLocked) closed));
        }
        return new ApplyOutcome.Stopped(closed);
    }

    private ApplyOutcome planned(
            Definition current, ApplyOptions options, Reader reader, EditOutcome.@Nullable StructureLocked locked) {
        DocumentWork.expect(current, options);
        DocumentReading reading = reader.read(current, new NewIds(definitions, current.environment(), true));
        Edit edit = DocumentWork.edit(current, reading, options);
        EditPlan plan = EditPlan.of(current, edit);
        List<EditOutcome.Problem> problems =
                plan.problems().isEmpty() ? leasedEdit.revived(current, plan) : plan.problems();
        if (!problems.isEmpty()) {
            return DocumentWork.invalid(reading, problems);
        }
        Difference difference = Difference.between(current.resources(), plan.target());
        List<DataImpact.Finding> findings = difference.isEmpty() ? List.of() : leasedEdit.assess(current, plan, edit);
        List<Resource> deleted = DocumentWork.deleted(current, plan.target());
        return new ApplyOutcome.Planned(
                current.revision(), difference, deleted, findings, difference.isEmpty() ? null : locked);
    }

    private static void expectThere(Definition current, DocumentSection section, ResourceId resource) {
        if (current.find(resource)
                .filter(found -> found.type() == section.type())
                .isEmpty()) {
            throw new DocumentWork.Answer(new ApplyOutcome.NotThere(resource));
        }
    }

    /**
     * Marks whose ids a document has. Two accounts, of one installation or of two, have different marks; a copy of an
     * installation made by its database keeps them, as it keeps the ids.
     */
    private String origin(AccountId id) {
        Account account = accounts.get(id);
        return Sha256.hex("account " + id + " made at " + account.createdAt().toEpochMilli())
                .substring(0, ORIGIN_LENGTH);
    }
}
