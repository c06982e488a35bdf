package org.vimeter.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Sends answers, and breaks them on the way. */
final class FaultyWire {
    private static final String HTML =
            "<!DOCTYPE html>\n<html><head><title>VMmanager</title></head><body><form>Log in</form></body></html>";
    private static final String XXE =
            "<?xml version=\"1.0\"?>\n<!DOCTYPE doc [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<doc><elem><id>&x;</id></elem></doc>";
    private static final int DEEP = 1000;
    private static final int HUGE = 11_000_000;
    private static final int BOMB_MEBIBYTES = 1024;

    private final HttpExchange exchange;
    private final @Nullable Fault fault;

    FaultyWire(HttpExchange exchange, @Nullable Fault fault) {
        this.exchange = exchange;
        this.fault = fault;
    }

    /** Whether the fault was sent, and nothing is to be done. */
    boolean insteadOfAnswer() throws IOException {
        if (fault == Fault.REDIRECT) {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:9/");
            exchange.sendResponseHeaders(302, -1);
            return true;
        }
        if (fault == Fault.BUSY || fault == Fault.UNAUTHORIZED || fault == Fault.HTTP_500) {
            int status = fault == Fault.BUSY ? 503 : fault == Fault.UNAUTHORIZED ? 401 : 500;
            write(new Answer(status, "text/html", HTML));
            return true;
        }
        if (fault == Fault.GZIP_BOMB) {
            bomb();
            return true;
        }
        return false;
    }

    void send(Answer answer) throws IOException {
        boolean json = answer.type().equals(Answer.JSON);
        if (fault == Fault.HALF) {
            half(answer);
        } else if (fault == Fault.WRONG_CHARSET) {
            wrongCharset(answer);
        } else {
            write(new Answer(answer.status(), answer.type(), broken(answer.body(), json)));
        }
    }

    private String broken(String answer, boolean json) {
        if (fault == null) {
            return answer;
        }
        return switch (fault) {
            case HTML -> HTML;
            case TRUNCATED -> answer.substring(0, answer.length() / 2);
            case XXE -> XXE;
            case EMPTY ->
                json ? "{\"last_notify\":1,\"list\":[]}" : Node.doc("vm").xml();
            case NO_LIST ->
                json ? "{\"status\":\"maintenance\"}" : Node.doc("maintenance").xml();
            case DEEP ->
                json
                        ? "[".repeat(DEEP) + "]".repeat(DEEP)
                        : "<doc>" + "<a>".repeat(DEEP) + "</a>".repeat(DEEP) + "</doc>";
            case HUGE -> json ? "{\"a\":\"" + "x".repeat(HUGE) + "\"}" : "<doc>" + "x".repeat(HUGE) + "</doc>";
            case GARBAGE -> "\u0000\u0001 nothing to read";
            default -> answer;
        };
    }

    private void write(Answer answer) throws IOException {
        var body = answer.bytes();
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private void half(Answer answer) throws IOException {
        var body = answer.bytes();
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
    }

    /** A letter of windows-1251 in what says that it is UTF-8. */
    private void wrongCharset(Answer answer) throws IOException {
        var text = answer.body();
        int at = answer.type().equals(Answer.JSON) ? text.indexOf('"') : text.indexOf('>', text.indexOf("<doc"));
        var out = new ByteArrayOutputStream();
        out.writeBytes(text.substring(0, at + 1).getBytes(StandardCharsets.UTF_8));
        out.write(0xe9);
        out.writeBytes(text.substring(at + 1).getBytes(StandardCharsets.UTF_8));
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), out.size());
        exchange.getResponseBody().write(out.toByteArray());
    }

    private void bomb() throws IOException {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.getResponseHeaders().set("Content-Type", Answer.XML);
        exchange.sendResponseHeaders(200, 0);
        try (var zip = new GZIPOutputStream(exchange.getResponseBody())) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < BOMB_MEBIBYTES; i++) {
                zip.write(zeros);
            }
        }
    }
}
