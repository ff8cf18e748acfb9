package dev.licencekeys.testkit;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.KeyId;
import dev.licencekeys.store.HeldKey;
import dev.licencekeys.store.LineFilter;
import dev.licencekeys.store.LineRef;
import dev.licencekeys.store.LineTerms;
import dev.licencekeys.store.Revoked;
import dev.licencekeys.store.StoredKey;
import dev.licencekeys.store.StoredLine;
import dev.licencekeys.store.StoredRefund;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the lines of one shop have, had and gave back, and to whom they belong. */
final class InMemoryHoldings {
    private static final Comparator<StoredLine> LATEST_FIRST =
            Comparator.comparing(StoredLine::at).thenComparing(StoredLine::ref).reversed();

    private final InMemoryShop shop;
    private final UndoLog undo;

    InMemoryHoldings(InMemoryShop shop, UndoLog undo) {
        this.shop = shop;
        this.undo = undo;
    }

    List<HeldKey> takeBack(LineRef ref, Set<KeyId> keys) {
        List<HeldKey> taken = keys.stream()
                .map(shop.held::get)
                .filter(held -> held != null && held.line().equals(ref))
                .sorted(Comparator.comparingInt(HeldKey::number))
                .toList();
        for (HeldKey held : taken) {
            undo.remove(shop.held, held.key());
        }
        writeKeys(line(ref));
        return taken;
    }

    void hold(List<HeldKey> keys) {
        for (HeldKey held : keys) {
            if (undo.put(shop.held, held.key(), held) != null) {
                throw new StoreException("the key " + held.key() + " is given already", false);
            }
            StoredLine line = line(held.line());
            List<StoredKey> more = new ArrayList<>(line.keys());
            more.add(shop.stored(held));
            more.sort(Comparator.comparingInt(StoredKey::number));
            shop.writeLine(undo, line.withKeys(more));
        }
    }

    private StoredLine line(LineRef ref) {
        return shop.line(ref).orElseThrow(() -> new StoreException("the line " + ref + " is not on record", false));
    }

    /** The line without the keys that it does not have any more. */
    private void writeKeys(StoredLine line) {
        List<StoredKey> left = line.keys().stream()
                .filter(key -> shop.held.containsKey(key.key()))
                .toList();
        shop.writeLine(undo, line.withKeys(left));
    }

    void revoke(List<Revoked> keys) {
        for (Revoked revoked : keys) {
            if (undo.put(shop.revoked, revoked.held().key(), revoked) != null) {
                throw new StoreException("the key " + revoked.held().key() + " was revoked before", false);
            }
        }
    }

    Optional<Revoked> unrevoke(LineRef line, KeyId key) {
        Optional<Revoked> found = Optional.ofNullable(shop.revoked.get(key))
                .filter(revoked -> revoked.held().line().equals(line));
        found.ifPresent(revoked -> undo.remove(shop.revoked, key));
        return found;
    }

    List<KeyId> revokedFrom(Set<LineRef> lines) {
        return shop.revoked.values().stream()
                .filter(revoked -> lines.contains(revoked.held().line()))
                .map(revoked -> revoked.held().key())
                .toList();
    }

    List<StoredRefund> refunds(Set<LineRef> lines) {
        return lines.stream()
                .flatMap(line -> shop.refunds.getOrDefault(line, List.of()).stream())
                .toList();
    }

    void addRefunds(List<StoredRefund> refunds) {
        for (StoredRefund refund : refunds) {
            List<StoredRefund> all = new ArrayList<>(shop.refunds.getOrDefault(refund.line(), List.of()));
            if (all.stream().anyMatch(before -> before.refundId().equals(refund.refundId()))) {
                throw new StoreException("the refund " + refund.refundId() + " is on record already", false);
            }
            all.add(refund);
            undo.put(shop.refunds, refund.line(), List.copyOf(all));
        }
    }

    List<LineRef> lines(LineFilter filter, Instant before, LineRef beforeLine, int limit) {
        return shop.lines()
                .filter(line ->
                        line.terms().filter(terms -> matches(filter, terms)).isPresent())
                .filter(line -> line.at().isBefore(before)
                        || (line.at().equals(before) && line.ref().compareTo(beforeLine) < 0))
                .sorted(LATEST_FIRST)
                .limit(limit)
                .map(StoredLine::ref)
                .toList();
    }

    private static boolean matches(LineFilter filter, LineTerms terms) {
        if (filter instanceof LineFilter.OfCustomer of) {
            return terms.customer().equals(of.customer());
        }
        if (filter instanceof LineFilter.OfProduct of) {
            return of.product().variant().isPresent()
                    ? terms.product().equals(of.product())
                    : terms.product().withoutVariant().equals(of.product());
        }
        return true;
    }

    void saveCustomer(Set<LineRef> lines, String customer) {
        for (LineRef ref : lines) {
            StoredLine line = line(ref);
            Optional<LineTerms> terms = line.terms()
                    .map(before -> new LineTerms(
                            before.product(), customer, before.keysPerUnit(), before.shortage(), before.test()));
            shop.writeLine(undo, new StoredLine(line.ref(), terms, line.counts(), line.keys(), line.at()));
        }
    }
}
