package dev.licencekeys.testkit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Leaves out the tests that PIT runs only to learn their names, and most tries of long properties.
 *
 * <p>A process of PIT lists its tests by running them all, before it changes anything, and there is a process for each
 * class, and one more after each change that made a test hang. Measured, that was all but a few seconds of each class.
 */
public final class NoTestsBeforeMutation implements InvocationInterceptor, AroundTryHook {
    private static final boolean MUTATES = Boolean.getBoolean("licencekeys.mutation");

    /** Of a property, also of one that asks for more: fewer notice less, never more. */
    private static final int TRIES = 100;

    private final Map<Method, Integer> tries = new ConcurrentHashMap<>();

    /** For JUnit and jqwik, which find this class by name. */
    public NoTestsBeforeMutation() {}

    private static boolean isListing() {
        return MUTATES
                && StackWalker.getInstance()
                        .walk(frames ->
                                frames.anyMatch(frame -> frame.getClassName().endsWith(".MutationTestMinion")
                                        && frame.getMethodName().equals("findTestsForTestClasses")));
    }

    private static void leaveOutWhenListing(InvocationInterceptor.Invocation<?> test) throws Throwable {
        if (isListing()) {
            test.skip();
        } else {
            test.proceed();
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        leaveOutWhenListing(test);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        leaveOutWhenListing(test);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> test, DynamicTestInvocationContext dynamic, ExtensionContext context) throws Throwable {
        leaveOutWhenListing(test);
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor test, List<Object> parameters) {
        if (isListing()) {
            return TryExecutionResult.satisfied(true);
        }
        TryExecutionResult result = test.execute(parameters);
        return MUTATES && isEnough(context, result) ? TryExecutionResult.satisfied(true) : result;
    }

    private boolean isEnough(TryLifecycleContext context, TryExecutionResult result) {
        int number = tries.merge(context.targetMethod(), 1, Integer::sum);
        boolean enough = number == TRIES || !result.isSatisfied();
        if (enough) {
            tries.remove(context.targetMethod());
        }
        return enough && result.isSatisfied();
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
