package org.vimeter.offer;

import java.util.ArrayList;
import java.util.List;
import org.vimeter.input.Figure;

/** An add-on of a draft as somebody wrote it. Quantities are in the unit; what the rule does not ask for is ignored. */
public final class AddOnInput {
    /** Internal name of the add-on type. */
    public String type = "";

    /** The type's if empty. */
    public String name = "";

    /** The type's if empty. */
    public String title = "";

    public String rule = "INCLUDED";

    /** Internal name; the type's unit if empty. */
    public String unit = "";

    @Figure
    public String included = "";

    @Figure
    public String minimum = "";

    @Figure
    public String maximum = "";

    @Figure
    public String step = "";

    @Figure
    public String limit = "";

    public String policy = "ALLOWED";
    public String combine = "SUM";
    public String period = "MONTH";
    public String limitTest = "REACHED";
    public String atLimit = "SUSPEND";
    public String beyondLimit = "CHARGE";

    /** Percents, separated by commas. */
    public String thresholds = "";

    public List<PriceInput> prices = new ArrayList<>();
    public List<ElementInput> elements = new ArrayList<>();

    /** One choice of an enumeration. */
    public static final class ElementInput {
        public String name = "";
        public String title = "";
        public boolean preset;
        public List<PriceInput> prices = new ArrayList<>();
    }
}
