package io.slipway.demo.internal;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.demo.SakilaSample;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.ImportState;
import io.slipway.imports.Imports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;

/** Sakila by the import that everybody uses. */
@Service
class ImportedSakila implements SakilaSample {

    private static final String FOLDER = "samples/sakila/";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Imports imports;

    ImportedSakila(Imports imports) {
        this.imports = imports;
    }

    @Override
    public ImportId start(Actor actor, EnvironmentId environment) {
        ImportId id = imports.begin(actor, environment);
        for (String file : FILES) {
            try (InputStream content = open(file)) {
                imports.addFile(actor, id, file, content);
            } catch (IOException e) {
                throw new UncheckedIOException("The sample file " + file + " can't be read", e);
            }
        }
        // The files name no time zone; taken as UTC, no time of theirs falls into a gap when clocks go forward.
        ImportPlan plan = imports.propose(actor, id, null, null, APP).withZone("UTC");
        imports.start(actor, id, plan);
        return id;
    }

    @Override
    public ImportJob load(Actor actor, EnvironmentId environment) {
        ImportId id = start(actor, environment);
        ImportJob job = Waiting.atMost(
                LONGEST,
                () -> imports.find(actor, id).filter(found -> found.state().isFinal()));
        if (job.state() != ImportState.DONE) {
            throw new IllegalStateException("Sakila did not come in: " + job.state() + ", " + job.reason());
        }
        return job;
    }

    @Override
    public InputStream open(String file) throws IOException {
        if (!FILES.contains(file)) {
            throw new IllegalArgumentException("Sakila has no file " + file);
        }
        return new ClassPathResource(FOLDER + file).getInputStream();
    }
}
