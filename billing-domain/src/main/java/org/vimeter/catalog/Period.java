package org.vimeter.catalog;

import java.time.LocalDate;

/** The span that included and limit count for. */
public enum Period {
    MONTH {
        @Override
        public LocalDate start(LocalDate day) {
            return day.withDayOfMonth(1);
        }

        @Override
        public LocalDate next(LocalDate day) {
            return start(day).plusMonths(1);
        }

        @Override
        public LocalDate liftsOn(LocalDate day) {
            return next(day);
        }
    },
    DAY {
        @Override
        public LocalDate start(LocalDate day) {
            return day;
        }

        @Override
        public LocalDate next(LocalDate day) {
            return day.plusDays(1);
        }

        /** A day's usage is known only when the day is over, so its limit stops the VM for the day that follows. */
        @Override
        public LocalDate liftsOn(LocalDate day) {
            return day.plusDays(2);
        }
    };

    public abstract LocalDate start(LocalDate day);

    public abstract LocalDate next(LocalDate day);

    /** The first day on which a limit that was reached on the given day no longer stops the service. */
    public abstract LocalDate liftsOn(LocalDate day);
}
