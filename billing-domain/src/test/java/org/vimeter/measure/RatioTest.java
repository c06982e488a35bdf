package org.vimeter.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of conversion over random chains of units; the seed is the test's name. */
class RatioTest {
    private static final int ROUNDS = 200;

    static Stream<Long> seeds() {
        return LongStream.concat(LongStream.rangeClosed(1, ROUNDS), LongStream.of(new Random().nextLong()))
                .boxed();
    }

    /** From the base unit up; up to six units whose factors fit a long. */
    private static List<Unit> chain(Random random) {
        var chain = new ArrayList<>(List.of(Unit.base("u0")));
        int length = 2 + random.nextInt(5);
        for (int i = 1; i < length; i++) {
            chain.add(Unit.of("u" + i, 1 + random.nextInt(1200), chain.get(i - 1)));
        }
        return chain;
    }

    private static Unit any(List<Unit> chain, Random random) {
        return chain.get(random.nextInt(chain.size()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thereAndBackIsTheSame(long seed) {
        var random = new Random(seed);
        var chain = chain(random);
        var one = any(chain, random);
        var other = any(chain, random);
        assertThat(one.in(other).then(other.in(one))).isEqualTo(new Ratio(BigInteger.ONE, BigInteger.ONE));
        assertThat(one.in(other).inverse()).isEqualTo(other.in(one));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyWayAlongTheChainIsTheSame(long seed) {
        var random = new Random(seed);
        var chain = chain(random);
        var a = any(chain, random);
        var b = any(chain, random);
        var c = any(chain, random);
        var d = any(chain, random);
        assertThat(a.in(b).then(b.in(c))).isEqualTo(a.in(c));
        assertThat(a.in(b).then(b.in(c)).then(c.in(d)))
                .isEqualTo(a.in(b).then(b.in(c).then(c.in(d))));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLostDownwardAndAnExactResultComesBack(long seed) {
        var random = new Random(seed);
        var chain = chain(random);
        var large = chain.get(chain.size() - 1);
        var small = chain.get(random.nextInt(chain.size()));
        var figure = BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(4));
        assertThat(large.in(small).isExact()).isTrue();
        var down = large.in(small).of(figure);
        assertThat(down).isEqualByComparingTo(figure.multiply(BigDecimal.valueOf(large.factor() / small.factor())));
        assertThat(small.in(large).of(down).subtract(figure).abs()).isLessThan(new BigDecimal("1e-20"));
        if (small.in(large).isExact()) {
            assertThat(small.in(large).of(down)).isEqualByComparingTo(figure);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsStoredIsWhatIsShown(long seed) {
        var random = new Random(seed);
        var unit = any(chain(random), random);
        long quantity = random.nextLong() >>> 12;
        var shown = unit.fromBase(quantity);
        assertThat(unit.toBase(shown)).isEqualTo(quantity);
    }

    @Test
    void thirdsHaveNoEndAndHalvesHave() {
        var second = Unit.base("second");
        var hour = Unit.of("hour", 3600, second);
        assertThat(second.in(hour).isExact()).isFalse();
        assertThat(second.in(hour)).isEqualTo(new Ratio(BigInteger.ONE, BigInteger.valueOf(3600)));
        assertThat(Unit.base("B").in(Unit.of("KiB", 1024, Unit.base("B"))).of(BigDecimal.ONE))
                .isEqualByComparingTo("0.0009765625");
    }

    @Test
    void unrelatedUnitsAreNamedWithTheirBases() {
        var gib = Unit.of("GiB", 1 << 30, Unit.base("B"));
        var hour = Unit.of("hour", 3_600_000, Unit.base("ms"));
        assertThatThrownBy(() -> gib.in(hour)).hasMessageContainingAll("GiB", "hour", "(B and ms)");
    }
}
