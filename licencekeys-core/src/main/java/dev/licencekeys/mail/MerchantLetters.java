package dev.licencekeys.mail;

import dev.licencekeys.event.Act;
import dev.licencekeys.event.Event;
import dev.licencekeys.event.KeysExported;
import dev.licencekeys.event.LineFilled;
import dev.licencekeys.event.LineRefunded;
import dev.licencekeys.event.LineWaits;
import dev.licencekeys.event.PoolExhausted;
import dev.licencekeys.event.ThresholdReached;
import dev.licencekeys.mail.Letter.Draft;
import dev.licencekeys.pool.Pool;
import dev.licencekeys.pool.Tag;
import dev.licencekeys.pool.ThresholdLevel;
import java.util.Locale;
import java.util.Optional;

/** What a merchant is told of events. */
record MerchantLetters(Wording wording) {
    /** For a choice among words: the days are not told. */
    private static final long NOT_TOLD = -1;

    /** For a choice among words: all of a line's units. */
    private static final int ALL = 0;

    Optional<Letter> about(Event event) {
        if (event instanceof ThresholdReached reached) {
            return Optional.of(threshold(reached));
        }
        if (event instanceof PoolExhausted exhausted) {
            return Optional.of(exhausted(exhausted));
        }
        if (event instanceof LineWaits waits) {
            return Optional.of(waits(waits));
        }
        if (event instanceof LineFilled filled) {
            return Optional.of(filled(filled));
        }
        if (event instanceof LineRefunded refunded) {
            return Optional.of(refunded(refunded));
        }
        if (event instanceof KeysExported exported) {
            return Optional.of(exported(exported));
        }
        return Optional.empty();
    }

    private Letter threshold(ThresholdReached reached) {
        String pool = name(reached.pool());
        boolean left = reached.available() > 0;
        long days = left ? reached.daysLeft().orElse(NOT_TOLD) : NOT_TOLD;
        Draft draft = new Draft(
                wording,
                wording.say("threshold.subject", reached.available(), pool, days),
                wording.say(left ? "threshold.heading" : "exhausted.heading", pool));
        draft.say("threshold.left", reached.available(), reached.total());
        if (!left) {
            draft.say("exhausted.advice");
        } else if (days == NOT_TOLD) {
            draft.say("threshold.unknown").say("threshold.advice");
        } else {
            draft.say("threshold.days", days).say("threshold.advice");
        }
        draft.fact("fact.pool", wording.name(pool)).fact("fact.level", level(reached.level()));
        draft.fact("fact.left", wording.number(reached.available()));
        draft.fact("fact.total", wording.number(reached.total()));
        return dated(draft, reached);
    }

    private Sentence level(ThresholdLevel level) {
        return wording.say(level.unit() == ThresholdLevel.Unit.PERCENT ? "level.percent" : "level.keys", level.value());
    }

    private Letter exhausted(PoolExhausted exhausted) {
        String pool = name(exhausted.pool());
        Draft draft =
                new Draft(wording, wording.say("exhausted.subject", pool), wording.say("exhausted.heading", pool));
        draft.say("exhausted.text", exhausted.total()).say("exhausted.advice");
        draft.fact("fact.pool", wording.name(pool)).fact("fact.total", wording.number(exhausted.total()));
        return dated(draft, exhausted);
    }

    private Letter waits(LineWaits waits) {
        Draft draft = new Draft(
                wording, wording.say("waits.subject", waits.keys(), waits.orderId()), wording.say("waits.heading"));
        draft.say("waits.text", waits.keys(), waits.orderId()).say("waits.advice");
        order(draft, waits.orderId(), waits.lineId()).fact("fact.missing", wording.number(waits.keys()));
        return dated(draft, waits);
    }

    private Letter filled(LineFilled filled) {
        Draft draft = new Draft(
                wording, wording.say("filled.subject", filled.keys(), filled.orderId()), wording.say("filled.heading"));
        draft.say("filled.text", filled.keys(), filled.orderId()).say("filled.rest", filled.waiting());
        order(draft, filled.orderId(), filled.lineId());
        return dated(draft, filled);
    }

    private Letter refunded(LineRefunded refunded) {
        int units = refunded.units() == Integer.MAX_VALUE ? ALL : refunded.units();
        Draft draft = new Draft(
                wording,
                wording.say("refunded.subject", units, refunded.orderId()),
                wording.say("refunded.heading", refunded.orderId()));
        draft.say("refunded.text", units);
        draft.say("refunded." + refunded.policy().name().toLowerCase(Locale.ROOT));
        order(draft, refunded.orderId(), refunded.lineId()).fact("fact.refund", wording.name(refunded.refundId()));
        return dated(draft, refunded);
    }

    private Letter exported(KeysExported exported) {
        String pool = name(exported.pool());
        Draft draft = new Draft(wording, wording.say("exported.subject", pool), wording.say("exported.heading", pool));
        draft.say("exported.text", exported.by().actor()).say("exported.advice");
        draft.fact("fact.pool", wording.name(pool));
        return dated(draft, exported);
    }

    private Draft order(Draft draft, String order, String line) {
        return draft.fact("fact.order", wording.name(order)).fact("fact.line", wording.name(line));
    }

    /** Who, why and when stand last, whatever it is about. */
    private Letter dated(Draft draft, Event event) {
        event.act().ifPresent(act -> by(draft, act));
        return draft.fact("fact.at", wording.time(event.at())).done();
    }

    private void by(Draft draft, Act act) {
        draft.fact("fact.actor", wording.name(act.actor()));
        if (!act.reason().isBlank()) {
            draft.fact("fact.reason", wording.name(act.reason()));
        }
    }

    private String name(Pool pool) {
        return pool.tag().map(Tag::name).orElseGet(() -> wording.word("pool.untagged"));
    }
}
