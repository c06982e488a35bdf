package org.vimeter.web.login;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as the path of an SVG picture, whose view is as wide as the code with its quiet border.
 *
 * @param path the dark squares
 */
public record QrCodePath(int width, String path) {
    private static final int BORDER = 4;

    static QrCodePath of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + BORDER)
                            .append(',')
                            .append(y + BORDER)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrCodePath(code.size + 2 * BORDER, path.toString());
    }
}
