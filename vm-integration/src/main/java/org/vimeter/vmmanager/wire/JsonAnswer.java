package org.vimeter.vmmanager.wire;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.NoSuchElementException;
import org.vimeter.vm.ServerFault;

/** Reads an answer in JSON into elements. Bytes that are not UTF-8, or too deep a tree, are an error. */
public final class JsonAnswer {
    /** The attribute of a null, which is not the same as an empty text. */
    public static final String NULL = "null";

    /** What the items of an array are called that no member gives a name to. */
    public static final String ITEM = "item";

    private static final JsonParserFactory FACTORY = Json.createParserFactory(Map.of());

    private final HttpAnswer answer;
    private final Rows rows;
    private final Budget budget;
    private final ArrayDeque<Frame> open = new ArrayDeque<>();

    private JsonAnswer(HttpAnswer answer, Rows rows) {
        this.answer = answer;
        this.rows = rows;
        this.budget = new Budget(answer);
    }

    /** An object or array that is being read. */
    private static final class Frame {
        private final Element target;
        private final boolean array;

        /** The items of an array that is a member belong to the object, and so does the array's name. */
        private final boolean borrowed;

        private String name;

        Frame(Element target, boolean array, boolean borrowed, String name) {
            this.target = target;
            this.array = array;
            this.borrowed = borrowed;
            this.name = name;
        }
    }

    /** The root, which is called {@code doc}; items of a root array are its children. */
    public static Element read(HttpAnswer answer) throws ServerFault {
        return new JsonAnswer(answer, Rows.NONE).read();
    }

    /** As {@link #read(HttpAnswer)}, without the rows. */
    public static Element read(HttpAnswer answer, Rows rows) throws ServerFault {
        return new JsonAnswer(answer, rows).read();
    }

    private Element read() throws ServerFault {
        var strict = StandardCharsets.UTF_8.newDecoder(); // one that reports what it cannot read
        try (var parser =
                FACTORY.createParser(new InputStreamReader(new ByteArrayInputStream(answer.body()), strict))) {
            return tree(parser);
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            throw answer.fault("server.bad-json", answer.beginning(), String.valueOf(e.getMessage()));
        }
    }

    private Element tree(JsonParser parser) throws ServerFault {
        var root = new Element("doc", Map.of());
        boolean array = parser.next() == JsonParser.Event.START_ARRAY;
        open.push(new Frame(root, array, true, ITEM));
        while (parser.hasNext()) {
            var event = parser.next();
            var frame = open.element();
            switch (event) {
                case KEY_NAME -> frame.name = parser.getString();
                case START_OBJECT -> push(new Frame(new Element(frame.name, Map.of()), false, false, ""));
                case START_ARRAY -> push(arrayIn(frame));
                case END_OBJECT, END_ARRAY -> close();
                case VALUE_STRING, VALUE_NUMBER -> add(value(frame.name, parser.getString()));
                case VALUE_TRUE -> add(value(frame.name, "true"));
                case VALUE_FALSE -> add(value(frame.name, "false"));
                case VALUE_NULL -> add(new Element(frame.name, Map.of(NULL, "yes")));
            }
        }
        return root;
    }

    private static Frame arrayIn(Frame frame) {
        if (!frame.array) {
            frame.target.mark(frame.name);
        }
        return frame.array
                ? new Frame(new Element(frame.name, Map.of()), true, false, ITEM)
                : new Frame(frame.target, true, true, frame.name);
    }

    private void push(Frame next) throws ServerFault {
        open.push(next);
        budget.add(open.size(), 0);
    }

    private void close() throws ServerFault {
        var closed = open.pop();
        if (!closed.borrowed) {
            add(closed.target);
        }
    }

    private void add(Element element) throws ServerFault {
        budget.add(open.size(), 0);
        if (rows.takes(element)) {
            open.element().target.mark(element.name());
            budget.release(element);
        } else {
            open.element().target.add(element);
        }
    }

    private static Element value(String name, String text) {
        var element = new Element(name, Map.of());
        element.add(text);
        return element;
    }
}
