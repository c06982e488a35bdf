/**
 * Passwords of servers, encrypted at rest (AES-256-GCM) with a key from configuration, and hashes of people's passwords
 * (PBKDF2 with SHA-512). Nothing here is ever logged.
 */
@NullMarked
package org.vimeter.secret;

import org.jspecify.annotations.NullMarked;
