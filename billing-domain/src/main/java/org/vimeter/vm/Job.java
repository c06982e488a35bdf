package org.vimeter.vm;

/**
 * Something that a server was told to do and that may take it minutes. Can be stored and asked for again after a restart.
 *
 * @param task what the adapter needs to find out how far it is, or empty when it was done at once
 */
public record Job(String vmId, String task) {
    public static Job done(String vmId) {
        return new Job(vmId, "");
    }

    public boolean isImmediate() {
        return task.isEmpty();
    }
}
