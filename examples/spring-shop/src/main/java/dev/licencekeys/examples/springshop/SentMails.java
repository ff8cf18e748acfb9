package dev.licencekeys.examples.springshop;

import org.springframework.data.jpa.repository.JpaRepository;

/** Which mails were sent. */
interface SentMails extends JpaRepository<SentMail, String> {}
