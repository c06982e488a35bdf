package org.vimeter.simulator;

/** What a VM is made with where the order says nothing; memory and disk in MiB. */
public record Template(String name, int cpus, int memory, int disk) {}
