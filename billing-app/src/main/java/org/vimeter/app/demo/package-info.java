/**
 * What {@code ./mvnw -Pdemo} shows: a simulated VMmanager, three clients, a dozen VMs, and ninety days that go through the
 * real pipeline over real HTTP while it starts. Not active otherwise.
 */
@NullMarked
package org.vimeter.app.demo;

import org.jspecify.annotations.NullMarked;
