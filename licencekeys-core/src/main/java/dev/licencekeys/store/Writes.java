package dev.licencekeys.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the methods of {@link StoreTransaction} that may change what is stored, or use up an id, a place or a number. All
 * others only lock, read, or wait for the end of the transaction: who copies, counts or forbids writes can leave them alone.
 *
 * <p>Which ones write is part of the port, and not a store's choice.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Writes {}
