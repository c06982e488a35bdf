package org.vimeter.usage;

/** What is known of one service, meter and day. */
public enum State {
    RECEIVED('R'),
    ZERO('Z'),
    MISSING('M'),
    CORRECTED('C'),
    /** The package does not bill this meter and the server did not report it. */
    UNEXPECTED('-');

    private final char letter;

    State(char letter) {
        this.letter = letter;
    }

    /** The letter in {@code usage_day.states}. */
    public char letter() {
        return letter;
    }

    static State of(char letter) {
        for (var state : values()) {
            if (state.letter == letter) {
                return state;
            }
        }
        throw new IllegalArgumentException("No state " + letter);
    }
}
