package org.vimeter.web.catalog;

@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
public class SaleRequest {
    public boolean onSale;
}
