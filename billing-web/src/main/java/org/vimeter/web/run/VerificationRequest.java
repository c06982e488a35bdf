package org.vimeter.web.run;

@SuppressWarnings("NullAway") // checked by Jakarta Validation before a resource sees it
public class VerificationRequest {
    public boolean all;
}
