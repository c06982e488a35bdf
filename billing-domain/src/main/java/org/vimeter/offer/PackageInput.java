package org.vimeter.offer;

import java.util.ArrayList;
import java.util.List;

/** A service package as somebody wrote it: its name and all that its draft offers. */
public final class PackageInput {
    public String name = "";

    /** The VM template's name on VMmanager. */
    public String internalName = "";

    /** ISO codes, separated by commas. */
    public String currencies = "";

    public List<PriceInput> prices = new ArrayList<>();

    /** Names of servers. */
    public List<String> servers = new ArrayList<>();

    /** Names of disk images. */
    public List<String> images = new ArrayList<>();

    public List<AddOnInput> addOns = new ArrayList<>();

    /** The revision of the draft that was read; 0 to overwrite whatever is there. */
    public int revision;
}
