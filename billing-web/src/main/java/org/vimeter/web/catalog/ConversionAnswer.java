package org.vimeter.web.catalog;

import org.vimeter.catalog.EditUnit;

/** @param exact false when the result has no end as a decimal and was cut at 34 digits */
record ConversionAnswer(String figure, String from, String to, String result, boolean exact) {
    static ConversionAnswer of(EditUnit.Conversion conversion) {
        return new ConversionAnswer(
                conversion.figure().toPlainString(),
                conversion.from().name(),
                conversion.to().name(),
                conversion.result().toPlainString(),
                conversion.ratio().isExact());
    }
}
