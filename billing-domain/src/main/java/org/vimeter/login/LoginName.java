package org.vimeter.login;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** The one spelling of a name: compatible forms, case and blanks around it make no other name. */
public record LoginName(String text) {
    private static final int LONGEST = 200;

    /** Empty for what can be no name: nothing, more than 200 characters, or control characters. */
    public static Optional<LoginName> of(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        var plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        boolean usable = !plain.isEmpty()
                && plain.length() <= LONGEST
                && plain.chars()
                        .noneMatch(one -> Character.isISOControl(one) || Character.getType(one) == Character.FORMAT);
        return usable ? Optional.of(new LoginName(plain)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
