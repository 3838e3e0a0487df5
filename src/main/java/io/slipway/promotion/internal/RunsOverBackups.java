package io.slipway.promotion.internal;

import io.slipway.account.Actor;
import io.slipway.backup.BackupUse;
import io.slipway.backup.RestoreStarter;
import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.promotion.PromotionCheck.CheckResult;
import io.slipway.promotion.Promotions;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the room of backups asks of runs: start a restore, and say which backups must stay. */
@Component
class RunsOverBackups implements RestoreStarter, BackupUse {

    private final Promotions promotions;
    private final RunStore runs;

    RunsOverBackups(Promotions promotions, RunStore runs) {
        this.promotions = promotions;
        this.runs = runs;
    }

    @Override
    public Outcome start(Actor actor, BackupId backup, String typedName, String exemptSession) {
        return switch (promotions.restore(actor, backup, typedName, exemptSession)) {
            case Promotions.Started started -> new Started(started.run());
            case Promotions.AlreadyRunning running -> new AlreadyRunning(running.run());
            case Promotions.NotRestorable not -> new Refused(not.reason());
            case Promotions.NameMistyped mistyped ->
                new Refused("Type \"" + mistyped.expected() + "\" to confirm. Nothing was touched.");
            case Promotions.PlanChanged changed ->
                new Refused("Production changed while you looked. Look again; nothing was touched.");
            case Promotions.NothingToPromote nothing -> new Refused("There is nothing to restore.");
            case Promotions.Blocked blocked ->
                new Refused(blocked.errors().stream().map(CheckResult::message).collect(Collectors.joining(" ")));
        };
    }

    @Override
    public boolean needs(AccountId account, BackupId backup) {
        return runs.unfinished(account).stream()
                .anyMatch(run -> backup.equals(run.backup()) || backup.equals(run.safetyBackup()));
    }
}
