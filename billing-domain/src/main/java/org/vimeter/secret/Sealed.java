package org.vimeter.secret;

/** A secret as it is stored, with what it belongs to. */
public record Sealed(String text, Holder holder) {}
