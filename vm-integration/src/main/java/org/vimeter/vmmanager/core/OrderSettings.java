package org.vimeter.vmmanager.core;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vimeter.vm.Settings;

/**
 * How VMs are made and installed again.
 *
 * @param presetFields fields of a template's form that go along with the template
 * @param imageField the field of the disk image
 * @param lowerCase whether an image is named in lower case, unlike in the list
 * @param shortName the field of the image's name without its vendor; empty when there is none
 * @param fixed what goes along with every creation
 */
record OrderSettings(
        List<String> presetFields, String imageField, boolean lowerCase, String shortName, Map<String, String> fixed) {

    static OrderSettings kvm(Settings settings) {
        return new OrderSettings(
                settings.list("preset.fields", "mem,vcpu,cputune"),
                settings.text("image.field", "vmi"),
                isLower(settings, "as-listed"),
                settings.text("reinstall.short", "osname"),
                settings.pairs("create.fixed", "hostnode=auto&iptype=public&sshpubkey=&recipe=null"));
    }

    static OrderSettings ovz(Settings settings) {
        return new OrderSettings(
                settings.list("preset.fields", "mem,cpu,cpufreq,hdd,numproc,numfile"),
                settings.text("image.field", "ostemplate"),
                isLower(settings, "lower"),
                settings.text("reinstall.short", ""),
                settings.pairs("create.fixed", "hostnode=auto&iptype=public&recipe=null"));
    }

    private static boolean isLower(Settings settings, String otherwise) {
        return settings.oneOf("image.case", otherwise, "as-listed", "lower").equals("lower");
    }

    String image(String name) {
        return lowerCase ? name.toLowerCase(Locale.ROOT) : name;
    }
}
