package dev.licencekeys;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of the house that the compiler can't see. That core needs no database is in its module descriptor. */
class ArchitectureTest {
    private static final String ENTRY_POINT = "dev.licencekeys.LicenceKeys";

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.licencekeys");

    @Test
    void onlyTheEntryPointReadsTheSystemClock() {
        noClasses()
                .that(describe("are not the entry point", type -> !isEntryPoint(type)))
                .should()
                .accessTargetWhere(describe("the system clock is read", ArchitectureTest::readsSystemClock))
                .because("every other class is given its time, so that a test can choose it")
                .check(CORE);
    }

    @Test
    void publicTypesAreClosed() {
        classes()
                .that()
                .arePublic()
                .should(beClosed())
                .because("what others may extend can't be changed any more")
                .check(CORE);
    }

    @Test
    void optionalIsOnlyReturned() {
        codeUnits()
                .that()
                .areDeclaredInClassesThat()
                .arePublic()
                .and(describe("callers see", ArchitectureTest::isVisible))
                .and(describe("are not a record's own", unit -> !unit.getOwner().isRecord()))
                .should(takeNoOptional())
                .because("a parameter is overloaded; Optional is for answers and for what a record may lack")
                .check(CORE);
    }

    @Test
    void namesSayWhatTheDomainCallsIt() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
                .because("such a name doesn't say what the class is for")
                .check(CORE);
    }

    private static boolean isEntryPoint(JavaClass type) {
        return type.getName().equals(ENTRY_POINT) || type.getName().startsWith(ENTRY_POINT + "$");
    }

    private static boolean readsSystemClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String member = access.getTarget().getName();
        if (owner.isEquivalentTo(System.class)) {
            return member.equals("currentTimeMillis");
        }
        if (owner.isEquivalentTo(Clock.class)) {
            // The other tick methods wrap a clock that is given.
            return member.startsWith("system")
                    || Set.of("tickMillis", "tickSeconds", "tickMinutes").contains(member);
        }
        if (owner.isEquivalentTo(InstantSource.class)) {
            return member.equals("system");
        }
        return owner.getPackageName().startsWith("java.time")
                && member.equals("now")
                && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget now
                && now.getRawParameterTypes().stream().noneMatch(given -> given.isEquivalentTo(Clock.class));
    }

    private static boolean isVisible(JavaCodeUnit unit) {
        Set<JavaModifier> modifiers = unit.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static ArchCondition<JavaClass> beClosed() {
        return new ArchCondition<>("be final, a record, an enum, sealed or an interface") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean closed = type.isInterface()
                        || type.isEnum()
                        || type.getModifiers().contains(JavaModifier.FINAL)
                        || type.reflect().isSealed();
                events.add(new SimpleConditionEvent(type, closed, type.getDescription() + " can be extended"));
            }
        };
    }

    private static ArchCondition<JavaCodeUnit> takeNoOptional() {
        return new ArchCondition<>("take no Optional") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                boolean none =
                        unit.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Optional.class));
                events.add(new SimpleConditionEvent(unit, none, unit.getDescription() + " takes an Optional"));
            }
        };
    }
}
