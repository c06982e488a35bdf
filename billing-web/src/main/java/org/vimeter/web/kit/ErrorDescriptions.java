package org.vimeter.web.kit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.vimeter.problem.Problem;

/**
 * Completes the description of the REST API: what each operation answers, and what it can answer in place of what was asked
 * for, with an example of each.
 */
public class ErrorDescriptions implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final String PATH = "/api/";

    private static final List<Answer> ANSWERS = List.of(
            new Answer(400, "The request cannot be read", Problem.of("request.text")),
            new Answer(401, "Nobody, or nobody known, asks"),
            new Answer(403, "Who asks may not do this"),
            new Answer(404, "What it is about is not there", Problem.of("account.unknown", 7)),
            new Answer(409, "Something else is in its place", Problem.of("request.twice")),
            new Answer(412, "It is not as If-Match says", Problem.of("request.changed")),
            new Answer(422, "It is not so, or not allowed", Problem.of("request.fields", 1)),
            new Answer(429, "Too often from one address"),
            new Answer(503, "There is no time for it now"));

    private static final List<Integer> OF_CHANGES = List.of(409, 412);

    /**
     * @param when it is answered
     * @param detail for a person, as an answer has it
     */
    private record Answer(int status, String when, String code, String detail) {
        Answer(int status, String when, Problem problem) {
            this(status, when, problem.code(), problem.text(Locale.ENGLISH));
        }

        Answer(int status, String when) {
            this(status, when, Errors.code(status), Errors.detail(status, Locale.ENGLISH));
        }

        String name() {
            return "Error" + status;
        }

        APIResponse response() {
            var example = Map.of(
                    "type", "about:blank",
                    "title", Errors.title(status),
                    "status", status,
                    "code", code,
                    "detail", detail);
            var body = OASFactory.createMediaType()
                    .schema(OASFactory.createSchema().ref(PROBLEM))
                    .example(example);
            return OASFactory.createAPIResponse()
                    .description(when)
                    .content(OASFactory.createContent().addMediaType("application/problem+json", body));
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI description) {
        var components =
                description.getComponents() == null ? OASFactory.createComponents() : description.getComponents();
        components.addSchema(PROBLEM, problem());
        ANSWERS.forEach(answer -> components.addResponse(answer.name(), answer.response()));
        description.setComponents(components);
        new BodyDescriptions().addTo(description);
        description.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith(PATH)) {
                item.getOperations().forEach((method, operation) -> addErrors(method, operation));
            }
        });
    }

    private static void addErrors(PathItem.HttpMethod method, Operation operation) {
        boolean changes = method != PathItem.HttpMethod.GET;
        for (var answer : ANSWERS) {
            if (changes || !OF_CHANGES.contains(answer.status())) {
                operation
                        .getResponses()
                        .addAPIResponse(
                                String.valueOf(answer.status()),
                                OASFactory.createAPIResponse().ref(answer.name()));
            }
        }
    }

    /** RFC 9457. */
    private static Schema problem() {
        var fault = object("One field that is wrong")
                .addProperty("field", text("Its path in the body"))
                .addProperty("code", text("Stays the same in all versions"))
                .addProperty("message", text("For a person"));
        return object("What happened, to what, and what to do")
                .addProperty("type", text("about:blank: the code tells kinds apart"))
                .addProperty("title", text("The name of the status"))
                .addProperty("status", OASFactory.createSchema().type(Schema.SchemaType.INTEGER))
                .addProperty("code", text("Stays the same in all versions"))
                .addProperty("detail", text("For a person"))
                .addProperty("instance", text("Of an incident: what to look for in the log"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema().type(Schema.SchemaType.ARRAY).items(fault));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().type(Schema.SchemaType.OBJECT).description(description);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().type(Schema.SchemaType.STRING).description(description);
    }
}
