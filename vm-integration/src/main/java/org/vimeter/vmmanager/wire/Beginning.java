package org.vimeter.vmmanager.wire;

import java.nio.charset.StandardCharsets;

/** As much of a body that is not what it should be as helps a person to see what it is. */
final class Beginning {
    private static final int SHOWN = 80;

    private Beginning() {}

    static String of(byte[] body) {
        var text = new String(body, 0, Math.min(body.length, 4 * SHOWN), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
