package org.vimeter.web.kit;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.bind.JsonbException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.vimeter.db.DbFault;
import org.vimeter.problem.Problem;
import org.vimeter.problem.Refused;

/** Every error, once: a page in the reader's language, or an RFC 9457 problem document below {@code /api/}. */
@Provider
public class Errors implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(Errors.class.getName());
    private static final Map<Refused.Kind, Integer> STATUS = Map.of(
            Refused.Kind.MALFORMED, 400,
            Refused.Kind.FORBIDDEN, 403,
            Refused.Kind.UNKNOWN, 404,
            Refused.Kind.CONFLICT, 409,
            Refused.Kind.CHANGED, 412,
            Refused.Kind.INVALID, 422,
            Refused.Kind.TOO_OFTEN, 429,
            Refused.Kind.BUSY, 503);

    @Context
    private HttpServletRequest request;

    @Inject
    private Page page;

    /** @param instance what to tell staff so that they find the log entry; empty when nothing was logged */
    private record Answer(int status, String code, String detail, List<FieldError> errors, String instance) {
        Answer(int status, String code, String detail) {
            this(status, code, detail, List.of(), "");
        }
    }

    /** A field that a request got wrong. */
    public record FieldError(String field, String code, String message) {}

    @Override
    public Response toResponse(Throwable cause) {
        var api = request.getRequestURI().startsWith("/api/");
        var answer = answer(cause, api ? Locale.ENGLISH : page.language());
        return api ? document(answer, cause) : page(answer);
    }

    private Answer answer(Throwable cause, Locale language) {
        if (cause instanceof Refused refused) {
            return refused(refused, language);
        }
        if (DbFault.isDuplicate(cause) || DbFault.isBadText(cause)) {
            var code = DbFault.isDuplicate(cause) ? "request.twice" : "request.text";
            return new Answer(
                    DbFault.isDuplicate(cause) ? 409 : 400,
                    code,
                    Problem.of(code).text(language));
        }
        if (cause instanceof ConstraintViolationException violations) {
            return new Answer(400, "request.fields", Messages.text(language, "error.fields"), fields(violations), "");
        }
        if (cause instanceof WebApplicationException web) {
            int status = web.getResponse().getStatus();
            return new Answer(status, code(status), detail(status, language));
        }
        if (cause instanceof ProcessingException || cause instanceof JsonbException) {
            return new Answer(400, "request.json", Messages.text(language, "error.json", reason(cause)));
        }
        return incident(cause, language);
    }

    /** Of what the container refuses. */
    static String code(int status) {
        return "http." + status;
    }

    static String detail(int status, Locale language) {
        var key = "error." + status;
        var bundle = Messages.bundle(language);
        return bundle.getString(bundle.containsKey(key) ? key : "error.other");
    }

    private Answer incident(Throwable cause, Locale language) {
        var instance = UUID.randomUUID().toString();
        LOG.log(
                Level.SEVERE,
                "Incident " + instance + " at " + request.getMethod() + " " + request.getRequestURI(),
                cause);
        return new Answer(500, "internal", Messages.text(language, "error.500", instance), List.of(), instance);
    }

    private static Answer refused(Refused refused, Locale language) {
        var problem = refused.problem();
        var errors = refused.faults().stream()
                .map(fault -> new FieldError(
                        fault.field(), fault.problem().code(), fault.problem().text(language)))
                .toList();
        return new Answer(
                Objects.requireNonNull(STATUS.get(refused.kind())), problem.code(), problem.text(language), errors, "");
    }

    private static List<FieldError> fields(ConstraintViolationException violations) {
        return violations.getConstraintViolations().stream()
                .map(violation -> {
                    var path = violation.getPropertyPath().toString();
                    var parts = path.split("\\.", 3);
                    return new FieldError(parts.length == 3 ? parts[2] : path, "request.field", violation.getMessage());
                })
                .toList();
    }

    private static String reason(Throwable cause) {
        var deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    private static String document(Answer answer) {
        var document = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title(answer.status()))
                .add("status", answer.status())
                .add("code", answer.code())
                .add("detail", answer.detail());
        if (!answer.instance().isEmpty()) {
            document.add("instance", "urn:uuid:" + answer.instance());
        }
        if (!answer.errors().isEmpty()) {
            var errors = Json.createArrayBuilder();
            answer.errors()
                    .forEach(error -> errors.add(Json.createObjectBuilder()
                            .add("field", error.field())
                            .add("code", error.code())
                            .add("message", error.message())));
            document.add("errors", errors);
        }
        return document.build().toString();
    }

    private static Response document(Answer answer, Throwable cause) {
        var response = Response.status(answer.status())
                .type("application/problem+json")
                .entity(document(answer));
        if (cause instanceof WebApplicationException web) {
            for (var name : List.of("WWW-Authenticate", "Retry-After")) {
                response.header(name, web.getResponse().getHeaderString(name)); // null leaves it out
            }
        }
        return response.build();
    }

    static String title(int status) {
        var known = Response.Status.fromStatusCode(status);
        return known == null ? "Unprocessable Content" : known.getReasonPhrase();
    }

    private static Response page(Answer answer) {
        return Response.status(answer.status())
                .type(MediaType.TEXT_HTML_TYPE)
                .entity(View.of("kit/error").with("status", answer.status()).with("detail", answer.detail()))
                .build();
    }
}
