package dev.licencekeys.jooq;

import static dev.licencekeys.jooq.Render.parameter;
import static dev.licencekeys.jooq.Tables.*;

import dev.licencekeys.error.StoreException;
import dev.licencekeys.key.Fingerprint;
import dev.licencekeys.key.ProtectionProof;
import dev.licencekeys.key.SealedValue;
import dev.licencekeys.store.StoredProof;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectConditionStep;

/** Keeps the proofs of the secrets under which keys are stored. */
final class ProofSql {
    private static final List<Tables.Column<?>> COLUMNS =
            List.of(SHOP_ID, ENCRYPTION_ID, FINGERPRINT_ID, SEALED_VALUE, FINGERPRINT, ROTATED_TO);

    private final Database database;
    private final Render render;
    private final Jdbc jdbc;

    ProofSql(Database database, Render render, Jdbc jdbc) {
        this.database = database;
        this.render = render;
        this.jdbc = jdbc;
    }

    List<StoredProof> proofs(String shop) {
        String sql = render.once("proofs", this::select);
        return jdbc.query(sql, binds -> binds.text(shop), ProofSql::proof);
    }

    private SelectConditionStep<? extends Record> select() {
        return render.dsl()
                .select(
                        ENCRYPTION_ID.plain(),
                        SEALED_VALUE.plain(),
                        FINGERPRINT_ID.plain(),
                        FINGERPRINT.plain(),
                        ROTATED_TO.plain())
                .from(PROTECTION)
                .where(SHOP_ID.plain().eq(parameter(SHOP_ID)));
    }

    private static StoredProof proof(ResultSet row) throws SQLException {
        return new StoredProof(
                new ProtectionProof(
                        row.getString(1),
                        new SealedValue(row.getBytes(2)),
                        row.getString(3),
                        new Fingerprint(row.getBytes(4))),
                Binds.keyId(row, 5));
    }

    StoredProof lock(String shop, ProtectionProof proof) {
        // Not by a lock of what is not there: InnoDB would lock the gap, and two who do so wait for each other.
        boolean isThere =
                proofs(shop).stream().anyMatch(stored -> stored.proof().hasIdsOf(proof));
        if (!isThere) {
            insertUnlessThere(shop, proof);
        }
        String sql = render.once("lockProof", () -> select().and(sameIds()).forUpdate());
        return jdbc.lock(sql, binds -> ids(binds.text(shop), proof), ProofSql::proof).stream()
                .findFirst()
                .orElseThrow(() -> new StoreException(
                        "the proof of the secrets was put on record or taken away meanwhile; try again", true));
    }

    private static Condition sameIds() {
        return ENCRYPTION_ID
                .plain()
                .eq(parameter(ENCRYPTION_ID))
                .and(FINGERPRINT_ID.plain().eq(parameter(FINGERPRINT_ID)));
    }

    private static Binds ids(Binds binds, ProtectionProof proof) throws SQLException {
        return binds.text(proof.encryptionId()).text(proof.fingerprintId());
    }

    private void insertUnlessThere(String shop, ProtectionProof proof) {
        Jdbc.Binder binder = binds -> ids(binds.text(shop), proof)
                .bytes(proof.value().bytes())
                .bytes(proof.fingerprint().bytes())
                .id(StoredProof.NOWHERE.value());
        if (database.sharesLocksOfDuplicates()) {
            jdbc.update(render.insertOrTouch(PROTECTION, COLUMNS), binder);
        } else if (database.insertsIgnoring()) {
            jdbc.update(render.insert(PROTECTION, 1, true, COLUMNS), binder);
        } else {
            jdbc.updateUnlessDuplicate(render.insert(PROTECTION, 1, false, COLUMNS), binder);
        }
    }

    void save(String shop, StoredProof proof) {
        String sql = render.once(
                "saveProof",
                () -> render.dsl()
                        .update(PROTECTION)
                        .set(ROTATED_TO.plain(), parameter(ROTATED_TO))
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(sameIds()));
        jdbc.update(sql, binds -> ids(binds.id(proof.rotatedTo().value()).text(shop), proof.proof()));
    }

    boolean delete(String shop, StoredProof proof) {
        String sql = render.once(
                "deleteProof",
                () -> render.dsl()
                        .deleteFrom(PROTECTION)
                        .where(SHOP_ID.plain().eq(parameter(SHOP_ID)))
                        .and(sameIds())
                        .and(ROTATED_TO.plain().eq(parameter(ROTATED_TO))));
        int rows = jdbc.update(
                sql,
                binds -> ids(binds.text(shop), proof.proof())
                        .id(proof.rotatedTo().value()));
        return rows > 0;
    }
}
