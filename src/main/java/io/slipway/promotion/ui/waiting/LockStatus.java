package io.slipway.promotion.ui.waiting;

import io.slipway.common.json.CanonicalJson;
import io.slipway.promotion.Lockout;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the waiting page asks for again and again: whether its reader may come back, what is being done, and when
 * it should be over. Answered
 * for the account of the asking web session only, so a stranger learns nothing.
 */
final class LockStatus {

    private LockStatus() {}

    static String json(Optional<Lockout> locked, Instant now) {
        Map<String, Object> body = new TreeMap<>();
        body.put("locked", locked.isPresent());
        locked.ifPresent(lockout -> body.put("step", WaitingWords.step(lockout)));
        locked.map(lockout -> WaitingWords.until(lockout, now)).ifPresent(until -> body.put("until", until.toString()));
        return CanonicalJson.write(body);
    }
}
