package org.vimeter.enforcement;

/** What is to be done to a VM. */
public enum PowerAction {
    STOP,
    START
}
