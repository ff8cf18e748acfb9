package dev.licencekeys.benchmarks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A key as an entity. */
@Entity
@Table(name = "peer_entity")
public class PeerEntity {
    @Id
    private long id;

    private long pool;

    @Column(name = "value", nullable = false)
    private String text = "";

    @Column(name = "order_id")
    private @Nullable String orderId;

    /** For the provider. */
    protected PeerEntity() {}

    void assignTo(String order) {
        orderId = order;
    }

    /** Names the key, not its value. */
    @Override
    public String toString() {
        return "key " + id + " of pool " + pool + (text.isEmpty() || orderId == null ? "" : ", given to " + orderId);
    }
}
