package org.vimeter.rating;

/** How the totals of several meters make the one quantity that an add-on bills. */
public enum Combine {
    SUM {
        @Override
        public long apply(long one, long other) {
            return Math.addExact(one, other);
        }
    },
    MAXIMUM {
        @Override
        public long apply(long one, long other) {
            return Math.max(one, other);
        }
    };

    public abstract long apply(long one, long other);
}
