package io.slipway.backup.ui;

import io.slipway.account.PersonKind;
import io.slipway.ui.MyAccountTab;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This room's entries in navigation. */
@Configuration(proxyBeanMethods = false)
class BackupPages {

    @Bean
    MyAccountTab backupTab() {
        return new MyAccountTab("Backup & Restore", 40, BackupView.PATH, Set.of(PersonKind.SUPER_ADMIN));
    }
}
