/**
 * Services: one ordered VPS of one client under one package on one server. Later features find here what is billed and
 * since when; nothing here knows of usage or money.
 */
@NullMarked
package org.vimeter.service;

import org.jspecify.annotations.NullMarked;
