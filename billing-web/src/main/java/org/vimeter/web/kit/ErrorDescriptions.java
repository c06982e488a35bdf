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

/** Adds to the description of each operation what it can answer in place of what was asked for, with an example of each. */
public class ErrorDescriptions implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final String PATH = "/api/";

    private static final List<Answer> ERRORS = List.of(
            new Answer("400", "Bad Request", "The request cannot be read", Problem.of("request.text")),
            new Answer("401", "Unauthorized", "Nobody, or nobody known, asks", "http.401", "Log in first."),
            new Answer("403", "Forbidden", "Who asks may not do this", "http.403", "You may not do this."),
            new Answer("404", "Not Found", "What it is about is not there", Problem.of("account.unknown", 7)),
            new Answer("409", "Conflict", "Something else is in its place", Problem.of("request.twice")),
            new Answer("412", "Precondition Failed", "It is not as If-Match says", Problem.of("request.changed")),
            new Answer("422", "Unprocessable Content", "It is not so, or not allowed", Problem.of("request.fields", 1)),
            new Answer("429", "Too Many Requests", "Too often from one address", "http.429", "Try again in a moment."),
            new Answer(
                    "503", "Service Unavailable", "There is no time for it now", "http.503", "Try again in a moment."));

    private static final List<String> OF_CHANGES = List.of("409", "412");

    /** @param when it is answered */
    private record Answer(String status, String title, String when, String code, String detail) {
        Answer(String status, String title, String when, Problem problem) {
            this(status, title, when, problem.code(), problem.text(Locale.ENGLISH));
        }

        APIResponse response() {
            var example = Map.of(
                    "type", "about:blank",
                    "title", title,
                    "status", Integer.valueOf(status),
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
        ERRORS.forEach(error -> components.addResponse("Error" + error.status(), error.response()));
        description.setComponents(components);
        description.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith(PATH)) {
                item.getOperations().forEach((method, operation) -> addErrors(method, operation));
            }
        });
    }

    private static void addErrors(PathItem.HttpMethod method, Operation operation) {
        boolean changes = method != PathItem.HttpMethod.GET;
        for (var error : ERRORS) {
            if (changes || !OF_CHANGES.contains(error.status())) {
                operation
                        .getResponses()
                        .addAPIResponse(
                                error.status(), OASFactory.createAPIResponse().ref("Error" + error.status()));
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
