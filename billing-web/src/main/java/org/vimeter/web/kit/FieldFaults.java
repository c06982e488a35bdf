package org.vimeter.web.kit;

import java.util.List;
import org.vimeter.problem.Fault;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;

/**
 * What is wrong with a form that was sent, for its template.
 *
 * @param summary said at its head
 * @param all by field; a field's name is also its id on the page
 */
public record FieldFaults(List<Problem> summary, List<Fault> all) {
    public static final FieldFaults NONE = new FieldFaults(List.of(), List.of());

    public static FieldFaults of(Refused refused) {
        return new FieldFaults(List.of(refused.problem()), refused.faults());
    }

    public static FieldFaults of(List<Fault> faults) {
        return new FieldFaults(List.of(), faults);
    }

    /** As the page of a part sees them: the part's own path is left out. */
    public FieldFaults within(String part) {
        var path = part + ".";
        return new FieldFaults(
                summary,
                all.stream()
                        .map(fault -> fault.field().startsWith(path)
                                ? new Fault(fault.field().substring(path.length()), fault.problem())
                                : fault)
                        .toList());
    }

    /** As a page sees them that has one field for all parts. */
    public FieldFaults gathered(String field) {
        return new FieldFaults(
                summary,
                all.stream()
                        .map(fault -> fault.field().startsWith(field + ".") ? new Fault(field, fault.problem()) : fault)
                        .toList());
    }

    public List<Problem> at(String field) {
        return all.stream()
                .filter(fault -> fault.field().equals(field))
                .map(Fault::problem)
                .toList();
    }

    /** Also of fields below it. */
    public List<Problem> under(String field) {
        return all.stream()
                .filter(fault -> fault.field().equals(field) || fault.field().startsWith(field + "."))
                .map(Fault::problem)
                .toList();
    }
}
