package dev.licencekeys.examples.springshop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A mail that was sent, and must not be sent again. */
@Entity
class SentMail {
    @Id
    private String id;

    /** For Hibernate. */
    protected SentMail() {}

    SentMail(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
