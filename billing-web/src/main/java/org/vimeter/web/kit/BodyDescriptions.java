package org.vimeter.web.kit;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jspecify.annotations.Nullable;

/**
 * Says of each operation what it takes, and what it answers when it did what was asked: its status, the schema of the body, and
 * an example.
 */
final class BodyDescriptions {
    private static final String JSON = "application/json";
    private static final String EXAMPLES = "examples.json";

    private final BodySchemas answers = new BodySchemas();
    private final BodySchemas requests = new BodySchemas();
    private final JsonObject examples = examples();

    /** @param body null when there is none */
    private record Answer(int status, @Nullable Type body) {
        static Answer of(Method method) {
            var declared = method.getAnnotation(APIResponseSchema.class);
            if (declared != null) {
                return new Answer(Integer.parseInt(declared.responseCode()), declared.value());
            }
            var body = method.getGenericReturnType();
            return body == void.class || body == Response.class ? new Answer(204, null) : new Answer(200, body);
        }
    }

    /** By the simple names of what they are examples of. */
    static JsonObject examples() {
        var file = Objects.requireNonNull(BodyDescriptions.class.getResourceAsStream(EXAMPLES));
        try (var reader = Json.createReader(file)) {
            return reader.readObject();
        }
    }

    void addTo(OpenAPI description) {
        var paths = description.getPaths().getPathItems();
        operations().forEach(method -> {
            var item = paths.get(path(method));
            if (item != null) {
                var operation = operation(item, method);
                request(method).ifPresent(type -> describe(operation, type));
                describe(operation, Answer.of(method));
            }
        });
        complete(description.getComponents());
    }

    /** What is said of a request where its class is written stays. */
    private void complete(Components components) {
        answers.named().forEach(components::addSchema);
        requests.named().forEach((name, schema) -> {
            if (!components.getSchemas().containsKey(name)) {
                components.addSchema(name, schema);
            }
        });
        components.removeSchema(PagedAnswer.class.getSimpleName());
        components.getSchemas().forEach((name, schema) -> schema.setExample(plain(name)));
    }

    /** The methods that requests reach, of all resources that are described. */
    static Stream<Method> operations() {
        var classes = ConfigProvider.getConfig().getValue("mp.openapi.scan.classes", String[].class);
        return Arrays.stream(classes)
                .map(BodyDescriptions::loaded)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> verb(method) != null);
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name.strip(), false, BodyDescriptions.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("mp.openapi.scan.classes names " + name + ", which does not exist", e);
        }
    }

    private static @Nullable String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst()
                .orElse(null);
    }

    private static String path(Method method) {
        var base = method.getDeclaringClass().getAnnotation(Path.class).value();
        var below = method.getAnnotation(Path.class);
        return below == null ? base : base + "/" + below.value();
    }

    private static Operation operation(PathItem item, Method method) {
        var verb = PathItem.HttpMethod.valueOf(verb(method));
        return Objects.requireNonNull(item.getOperations().get(verb), method::toString);
    }

    /** The parameter that nothing else fills is the body. */
    private static Optional<Class<?>> request(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> Stream.of(parameter.getAnnotations())
                        .noneMatch(one -> one.annotationType().getName().startsWith("jakarta.ws.rs.")))
                .map(Parameter::getType)
                .filter(type -> type.getName().startsWith("org.vimeter."))
                .<Class<?>>map(type -> type)
                .findFirst();
    }

    private void describe(Operation operation, Class<?> request) {
        var media = OASFactory.createMediaType().schema(requests.of(request));
        operation.setRequestBody(OASFactory.createRequestBody()
                .required(true)
                .content(OASFactory.createContent().addMediaType(JSON, media)));
    }

    private void describe(Operation operation, Answer answer) {
        var responses = OASFactory.createAPIResponses();
        var response = OASFactory.createAPIResponse().description("Done");
        var body = answer.body();
        if (body != null) {
            var media = OASFactory.createMediaType().schema(answers.of(body)).example(example(body));
            response.setContent(OASFactory.createContent().addMediaType(JSON, media));
        }
        operation.setResponses(responses.addAPIResponse(String.valueOf(answer.status()), response));
    }

    private @Nullable Object example(Type body) {
        if (body instanceof ParameterizedType generic && generic.getRawType() == PagedAnswer.class) {
            var row = (Class<?>) generic.getActualTypeArguments()[0];
            var page = Json.createObjectBuilder().add("next", "17");
            return Plain.of(page.add("rows", Json.createArrayBuilder().add(examples.get(row.getSimpleName())))
                    .build());
        }
        return body instanceof Class<?> type ? plain(type.getSimpleName()) : plain(body.getTypeName());
    }

    private @Nullable Object plain(String name) {
        var example = examples.get(name);
        return example == null ? null : Plain.of(example);
    }
}
