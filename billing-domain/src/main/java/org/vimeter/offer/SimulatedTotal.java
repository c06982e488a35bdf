package org.vimeter.offer;

import org.vimeter.money.Money;

/** @param wasStopped how many services */
public record SimulatedTotal(Money was, Money would, long wasStopped, long wouldStop) {
    static SimulatedTotal of(SimulatedLine line) {
        return new SimulatedTotal(
                line.was(), line.would(), line.wasStopped() == null ? 0 : 1, line.wouldStop() == null ? 0 : 1);
    }

    SimulatedTotal plus(SimulatedTotal other) {
        return new SimulatedTotal(
                was.plus(other.was),
                would.plus(other.would),
                wasStopped + other.wasStopped,
                wouldStop + other.wouldStop);
    }

    public Money change() {
        return would.minus(was);
    }
}
