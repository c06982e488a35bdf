package org.vimeter.simulator;

/** How a call goes wrong. */
public enum Fault {
    /** Answers after five seconds. */
    SLOW,
    /** The connection closes before anything is done. */
    DROPPED,
    /** The connection closes after it is done. */
    DROPPED_AFTER,
    /** The connection closes in the middle of the answer. */
    HALF,
    /** A whole answer that ends in the middle of the document. */
    TRUNCATED,
    /** The page for people. */
    HTML,
    /** A byte that does not exist in UTF-8. */
    WRONG_CHARSET,
    /** A kilobyte that unpacks to a gigabyte, which nobody asked to have packed. */
    GZIP_BOMB,
    XXE,
    EMPTY,
    DEEP,
    HUGE,
    GARBAGE,
    HTTP_500,
    /** Sends the caller to another address. */
    REDIRECT,
    /** HTTP 503, before anything is done. */
    BUSY,
    /** HTTP 401, before anything is done. */
    UNAUTHORIZED,
    /** The session or token is forgotten before anything is done. */
    EXPIRED,
    /** Error documents, before anything is done. */
    ERROR_AUTH,
    ERROR_VALUE,
    ERROR_EXISTS,
    ERROR_MISSED,
    ERROR_ACCESS,
    ERROR_LIMIT,
    ERROR_OTHER,
    /** The task that the call begins ends in failure. */
    TASK_FAILS,
    /** A list with one row as the row alone. */
    SINGLE_ROW,
    /** Something else than the list that was asked for. */
    NO_LIST,
    /** Every row of a report twice. */
    DUPLICATE_ROWS,
    /** Every row of a report twice, with other figures the second time. */
    CONTRADICTING_ROWS;

    boolean isError() {
        return name().startsWith("ERROR_");
    }
}
