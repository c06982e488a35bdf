package org.vimeter.web.usage;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vimeter.delivery.Delivery;
import org.vimeter.delivery.DeliveryResult;
import org.vimeter.delivery.UsageEvent;
import org.vimeter.login.Logins;
import org.vimeter.problem.Refused;
import org.vimeter.web.kit.PagedAnswer;
import org.vimeter.web.kit.Staff;

@Path("/api/v1/usage")
@RolesAllowed(Logins.STAFF)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
public class UsageApi {
    private static final int LONGEST = 16 << 20;
    private static final String EXAMPLE = """
            [{"specversion": "1.0", "id": "cpu-2026-05-18-cont7", "source": "/nodes/debian-3", "type": "org.vimeter.usage.day",
              "data": {"server": "berlin-1", "vm": "cont7", "day": "2026-05-18", "meter": "cpu", "quantity": "3600", "unit": "second"}}]
            """;

    @Inject
    private Delivery delivery;

    @Inject
    private Staff staff;

    public record EventAnswer(
            String source,
            String id,
            String status,
            @Nullable String problem) {
        static EventAnswer of(DeliveryResult result) {
            var problem = result.problem();
            return new EventAnswer(
                    result.source(), result.id(), result.status().name(), problem == null ? null : problem.toString());
        }
    }

    @POST
    @Consumes({"application/cloudevents-batch+json", "application/cloudevents+json", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Deliver usage that a server does not report, at most 10 000 events at once",
            description =
                    "The same event may be sent again: it is taken once. Each event has a result of its own, in order. The"
                            + " day is billed by its next run.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "batch", value = EXAMPLE)))
    public PagedAnswer<EventAnswer> deliver(InputStream body) throws IOException {
        var results = delivery.deliver(events(body), staff.name());
        return PagedAnswer.whole(results.stream().map(EventAnswer::of).toList());
    }

    private static List<UsageEvent> events(InputStream body) throws IOException {
        var bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw Refused.because("usage.too-long", LONGEST);
        }
        try (var parser = Json.createParser(new ByteArrayInputStream(bytes))) {
            return parser.next() == JsonParser.Event.START_ARRAY
                    // one more than are taken, so that there are seen to be too many
                    ? parser.getArrayStream()
                            .limit(Delivery.MOST + 1L)
                            .map(UsageApi::event)
                            .toList()
                    : List.of(event(parser.getValue()));
        } catch (Refused refused) {
            throw refused;
        } catch (RuntimeException e) {
            // the parser's own, and those of numbers that no decimal can hold
            throw Refused.because("usage.not-json", String.valueOf(e.getMessage()));
        }
    }

    private static UsageEvent event(JsonValue value) {
        if (!(value instanceof JsonObject event)) {
            throw Refused.because("usage.not-json", value.getValueType());
        }
        var data = event.get("data") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        return new UsageEvent(
                text(event, "specversion"),
                text(event, "type"),
                text(event, "source"),
                text(event, "id"),
                text(data, "service"),
                text(data, "server"),
                text(data, "vm"),
                text(data, "day"),
                text(data, "meter"),
                text(data, "quantity"),
                text(data, "unit"));
    }

    /** Numbers may come as such or as texts; what is neither is read as it stands, and refused for what it is. */
    private static String text(JsonObject object, String name) {
        var value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            return "";
        }
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
