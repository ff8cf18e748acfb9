package dev.licencekeys.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.licencekeys.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTextTest {
    @Test
    void itPrintsItsSubjectOnly() {
        assertThat(new MailText("Your keys", "SECRET-1", "<p>SECRET-1</p>")).hasToString("MailText[subject=Your keys]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: eve@example.com", "a\nb", "a\rb", "a\0b", "a\u0085b", "a\u2028b"})
    void aSubjectThatWouldEndTheHeaderIsRefused(String subject) {
        assertThatThrownBy(() -> new MailText(subject, "", ""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("eve");
    }
}
