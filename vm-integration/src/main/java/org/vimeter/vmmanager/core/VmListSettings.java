package org.vimeter.vmmanager.core;

import java.util.List;
import org.vimeter.vm.Settings;

/**
 * The list of VMs.
 *
 * @param row the element of a row; the next four are fields of it
 * @param running the state of a VM that runs
 * @param installing fields that a row has as long as its VM is being installed
 */
record VmListSettings(
        String function,
        String row,
        String id,
        String name,
        String state,
        String cpus,
        String running,
        List<String> installing) {

    static VmListSettings read(Settings settings, String cpus) {
        return new VmListSettings(
                settings.text("list.func", "vm"),
                settings.text("list.row", "elem"),
                settings.text("list.id", "id"),
                settings.text("list.name", "name"),
                settings.text("list.state", "vmstatus"),
                settings.text("list.cpus", cpus),
                settings.text("list.state.running", "running"),
                settings.list("list.installing", "installos,installing"));
    }
}
