package org.vimeter.vmmanager;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.vimeter.problem.Problem;
import org.vimeter.vm.ServerFault;

/** Reads an answer into elements. A document type, an entity or too deep a tree is an error, not a feature. */
final class XmlAnswer {
    private static final int DEEPEST = 32;
    private static final int SHOWN = 80;
    private static final XMLInputFactory FACTORY = factory();

    private final String server;
    private final String function;
    private final String url;

    /** The names are for messages. */
    XmlAnswer(String server, String function, String url) {
        this.server = server;
        this.function = function;
        this.url = url;
    }

    /** The root element {@code doc}. */
    XmlElement read(byte[] body) throws ServerFault {
        if (!looksLikeXml(body)) {
            throw fault("server.not-xml", beginning(body));
        }
        try {
            var reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
            var root = tree(reader);
            if (!"doc".equals(root.name())) {
                throw fault("server.not-xml", beginning(body));
            }
            return root;
        } catch (XMLStreamException e) {
            throw fault("server.bad-xml", lastLine(String.valueOf(e.getMessage())));
        }
    }

    private XmlElement tree(XMLStreamReader reader) throws XMLStreamException, ServerFault {
        var open = new ArrayDeque<XmlElement>();
        var root = new XmlElement("", Map.of());
        open.push(root);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var element = new XmlElement(reader.getLocalName(), attributes(reader));
                    open.element().add(element);
                    open.push(element);
                    if (open.size() > DEEPEST) {
                        throw fault("server.too-deep", DEEPEST);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().add(reader.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw doctype();
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        return root.children().get(0);
    }

    private ServerFault doctype() {
        return new ServerFault(Problem.of("server.doctype", server, function, url), false);
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        var attributes = new HashMap<String, String>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    private ServerFault fault(String code, Object detail) {
        return new ServerFault(Problem.of(code, server, function, url, detail), false);
    }

    private static boolean looksLikeXml(byte[] body) {
        var start = beginning(body).toLowerCase(Locale.ROOT);
        return start.startsWith("<") && !start.startsWith("<!doctype html") && !start.startsWith("<html");
    }

    private static String beginning(byte[] body) {
        var text = new String(body, 0, Math.min(body.length, 4 * SHOWN), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
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
