package org.vimeter.vmmanager.wire;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.vimeter.vm.ServerFault;

/** Reads an answer into elements. A document type, an entity or too deep a tree is an error, not a feature. */
public final class XmlAnswer {
    private static final XMLInputFactory FACTORY = factory();

    private final HttpAnswer answer;
    private final Rows rows;
    private final Budget budget;

    private XmlAnswer(HttpAnswer answer, Rows rows) {
        this.answer = answer;
        this.rows = rows;
        this.budget = new Budget(answer);
    }

    /** The root element {@code doc}. */
    public static Element read(HttpAnswer answer) throws ServerFault {
        return new XmlAnswer(answer, Rows.NONE).read();
    }

    /** As {@link #read(HttpAnswer)}, without the rows. */
    public static Element read(HttpAnswer answer, Rows rows) throws ServerFault {
        return new XmlAnswer(answer, rows).read();
    }

    private Element read() throws ServerFault {
        var body = answer.body();
        if (!looksLikeXml(body)) {
            throw answer.fault("server.not-xml", answer.beginning());
        }
        try {
            var root = tree(FACTORY.createXMLStreamReader(new ByteArrayInputStream(body)));
            if (!"doc".equals(root.name())) {
                throw answer.fault("server.not-xml", answer.beginning());
            }
            return root;
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's parser lets exceptions of its own through on some damaged documents, as fuzzing found.
            throw answer.fault("server.bad-xml", lastLine(String.valueOf(e.getMessage())));
        }
    }

    private Element tree(XMLStreamReader reader) throws XMLStreamException, ServerFault {
        var open = new ArrayDeque<Element>();
        var root = new Element("", Map.of());
        open.push(root);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open.push(new Element(reader.getLocalName(), attributes(reader)));
                    budget.add(open.size() - 1, reader.getAttributeCount());
                }
                case XMLStreamConstants.END_ELEMENT -> close(open);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().add(reader.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw answer.fault("server.doctype");
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        return root.children().get(0);
    }

    private void close(ArrayDeque<Element> open) throws ServerFault {
        var closed = open.pop();
        if (rows.takes(closed)) {
            budget.release(closed);
        } else {
            open.element().add(closed);
        }
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        if (reader.getAttributeCount() == 0) {
            return Map.of();
        }
        var attributes = new HashMap<String, String>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    private static boolean looksLikeXml(byte[] body) {
        var start = Beginning.of(body).toLowerCase(Locale.ROOT);
        // UTF-16 begins with a byte order mark that is no text in UTF-8
        boolean wide = body.length > 1 && (body[0] & 0xff) + (body[1] & 0xff) == 0xff + 0xfe;
        return wide || (start.startsWith("<") && !start.startsWith("<!doctype html") && !start.startsWith("<html"));
    }

    private static String lastLine(String message) {
        return message.lines().reduce((first, last) -> last).orElse(message);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
