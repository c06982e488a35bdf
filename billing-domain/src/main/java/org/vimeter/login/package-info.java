/**
 * Who is there: log-ins of staff and clients, their sessions, second factors, tokens of machines, and the brake on guessing.
 *
 * <p>Owns {@code login}, {@code login_session}, {@code login_attempt}, {@code login_identity}, {@code recovery_code} and
 * {@code api_token}.
 *
 * <p>Invariants: a name has one spelling ({@link org.vimeter.login.LoginName}) before anything is done with it; a try is
 * counted before its password is looked at; what a browser or a machine holds is stored as a digest alone; whoever is
 * disabled has no session and no token from the next request on; nobody can lock a name for others.
 */
@NullMarked
package org.vimeter.login;

import org.jspecify.annotations.NullMarked;
