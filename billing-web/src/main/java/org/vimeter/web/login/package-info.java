/** The door: logging in, by password, second factor or provider; what a person does with his own log-in; staff's list of all. */
@NullMarked
package org.vimeter.web.login;

import org.jspecify.annotations.NullMarked;
