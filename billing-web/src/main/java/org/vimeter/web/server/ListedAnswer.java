package org.vimeter.web.server;

/** @param listed how many disk images the server has */
record ListedAnswer(int listed) {}
