package org.vimeter.simulator;

record SimulatedUser(String id, String name, String password, String level) {}
