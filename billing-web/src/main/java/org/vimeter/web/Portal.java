package org.vimeter.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Pages at the root, the REST API below {@code /api/v1}. */
@ApplicationPath("/")
public class Portal extends Application {}
