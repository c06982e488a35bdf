package org.vimeter.order;

import com.ibm.icu.text.IDNA;
import java.util.Optional;

/** Names of hosts as people write them, in the letters of any language (IDNA 2008, by UTS 46). */
final class DomainName {
    private static final int LONGEST = 253;
    private static final IDNA RULES = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO
            | IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE);

    private DomainName() {}

    /** As servers are told: in ASCII, small letters, without the dot at the end; empty for what is no name of two labels or more. */
    static Optional<String> ascii(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var info = new IDNA.Info();
        var ascii = RULES.nameToASCII(text, new StringBuilder(), info).toString();
        var name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        boolean whole = !info.hasErrors() && name.length() <= LONGEST && name.matches(".+\\..*[a-z][^.]*");
        return whole ? Optional.of(name) : Optional.empty();
    }
}
