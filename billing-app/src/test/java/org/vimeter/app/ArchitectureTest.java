package org.vimeter.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What may know what. Each rule is also shown to fail on a class that breaks it on purpose. */
class ArchitectureTest {
    private static final JavaClasses VIMETER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.vimeter");
    private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages("org.vimeter.app.violations");

    private static final String[] PURE = {"..money..", "..measure..", "..rating.."};

    private static final Map<String, ArchRule> RULES = Map.of(
            "features know each other without cycles",
            slices().matching("org.vimeter.(**)").should().beFreeOfCycles(),
            "pure packages know no SQL, no container and no clock",
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..", "jakarta..", "java.time..", "org.vimeter.db.."),
            "money and quantities are never floating point",
            ArchRuleDefinition.classes()
                    .that()
                    .resideInAPackage("org.vimeter..")
                    .should(haveNoFloatingPoint()),
            "pages and API never see the adapters",
            noClasses()
                    .that()
                    .resideInAnyPackage("org.vimeter.web..", "..violations..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.vimeter.vmmanager..", "org.vimeter.schedule..", "org.vimeter.simulator.."),
            "only the demo knows the simulator",
            noClasses()
                    .that()
                    .resideOutsideOfPackages("org.vimeter.simulator..", "org.vimeter.app.demo..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.vimeter.simulator.."),
            "time comes from a clock",
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis"),
            "entities are managed in one place",
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("org.vimeter.app.JpaEntities")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("jakarta.persistence.EntityManager"));

    @TestFactory
    Stream<DynamicTest> theRulesHold() {
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(VIMETER)));
    }

    @TestFactory
    Stream<DynamicTest> eachRuleCanFail() {
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThat(rule.getValue().evaluate(VIOLATIONS).hasViolation())
                                .isTrue()));
    }

    @Test
    void theModulesAreAllThere() {
        assertThat(VIMETER.size()).isGreaterThan(150);
    }

    private static ArchCondition<JavaClass> haveNoFloatingPoint() {
        DescribedPredicate<JavaClass> floating = DescribedPredicate.describe(
                "floating point",
                type -> type.isEquivalentTo(double.class)
                        || type.isEquivalentTo(float.class)
                        || type.isEquivalentTo(Double.class)
                        || type.isEquivalentTo(Float.class));
        return new ArchCondition<>("have no field, parameter or result of type double or float") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFields().stream()
                        .filter(field -> floating.test(field.getRawType()))
                        .forEach(field -> events.add(SimpleConditionEvent.violated(field, field.getFullName())));
                type.getCodeUnits().stream()
                        .filter(unit -> floating.test(unit.getRawReturnType())
                                || unit.getRawParameterTypes().stream().anyMatch(floating))
                        .forEach(unit -> events.add(SimpleConditionEvent.violated(unit, unit.getFullName())));
                type.getMethodCallsFromSelf().stream()
                        .filter(call -> floating.test(call.getTarget().getRawReturnType()))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
            }
        };
    }
}
