package org.vimeter.order;

/** What came of a step; {@link Transitions} says which step is next. */
enum Result {
    DONE,
    /** Not yet: the same step is done once more. */
    AGAIN,
    /** The server was told to do something that has to be waited for. */
    TOLD,
    /** The VM is not there any more. */
    GONE
}
