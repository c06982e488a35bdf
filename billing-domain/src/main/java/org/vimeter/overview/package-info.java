/**
 * What a person sees in one screen: what was used, what it costs, what it will cost, when the limit comes, why anything
 * stopped. Reads only; forecasts are straight lines through the days that are known, and say so.
 */
@NullMarked
package org.vimeter.overview;

import org.jspecify.annotations.NullMarked;
