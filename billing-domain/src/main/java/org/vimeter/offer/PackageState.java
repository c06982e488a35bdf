package org.vimeter.offer;

/** Whether a service package is on sale. */
public enum PackageState {
    /** Never published. */
    DRAFT,
    PUBLISHED,
    /** No longer on sale; its services go on and are billed. */
    WITHDRAWN
}
