package dev.licencekeys.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.licencekeys.key.KeyId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Errors tell whether trying again may help, and keep their cause. */
class ErrorsTest {
    private final Throwable cause = new IllegalStateException("locked");

    @Test
    void whatMayPassIsTransient() {
        assertThat(List.of(
                        new BusyException("the pool is busy"),
                        new BusyException("the pool is busy", cause),
                        new StoreException("deadlock", true),
                        new StoreException("deadlock", true, cause)))
                .allMatch(LicenceKeysException::isTransient);
    }

    @Test
    void whatStaysAsItIsIsNotTransient() {
        assertThat(List.of(
                        new StoreException("disk full", false),
                        new StoreException("disk full", false, cause),
                        new SchemaException("no tables"),
                        new SchemaException("no tables", cause),
                        new TransactionRefusedException("autocommit is on"),
                        new UnsupportedDatabaseException("unknown"),
                        new UnknownPoolException("alpha"),
                        new ShortageException("1001", 2),
                        new ConflictingOrderException("1001", "1", "is on record"),
                        new InvalidInputException("quantity", "is 0"),
                        new QuantityTooLargeException("quantity", 11, 10)))
                .noneMatch(LicenceKeysException::isTransient);
    }

    @Test
    void whatIsRefusedForNowIsTransient() {
        assertThat(new RateLimitedException().isTransient()).isTrue();
    }

    @Test
    void errorsTellWhatTheyAreAbout() {
        assertThat(new PoolInUseException("alpha", "is in use").pool()).isEqualTo("alpha");
        assertThat(new QuantityTooLargeException("quantity", 11, 10).limit()).isEqualTo(10);
        ShortageException shortage = new ShortageException("1001", 2);
        assertThat(shortage.orderId()).isEqualTo("1001");
        assertThat(shortage.waiting()).isEqualTo(2);
        KeyId key = new KeyId(new UUID(1, 2));
        assertThat(new UnknownKeyException(key).key()).isEqualTo(key);
    }

    @Test
    void causesAreKept() {
        assertThat(new BusyException("busy", cause)).hasMessage("busy").hasCause(cause);
        assertThat(new StoreException("failed", true, cause))
                .hasMessage("failed")
                .hasCause(cause);
        assertThat(new SchemaException("no tables", cause))
                .hasMessage("no tables")
                .hasCause(cause);
    }

    @Test
    void unknownPoolIsNamedWithWhatToDo() {
        UnknownPoolException unknown = new UnknownPoolException("alpha");
        assertThat(unknown.pool()).isEqualTo("alpha");
        assertThat(unknown)
                .hasMessage("there is no pool \"alpha\"; upload keys to it, or create it with stock().createPool(tag)");
    }
}
